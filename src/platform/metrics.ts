import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

const SECONDS = [0.001, 0.005, 0.025, 0.1, 0.25, 1, 2.5, 10, 60]

/** All that the grid counts, in one place; `/metrics` shows it. Labels take few values: never an id, a name or an address. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter<L>({ name: `entrepot_${name}`, help, labelNames, registers })
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge<L>({ name: `entrepot_${name}`, help, labelNames, registers })
  const histogram = <L extends string>(name: string, help: string, labelNames: L[] = [], buckets = SECONDS) =>
    new Histogram<L>({ name: `entrepot_${name}`, help, labelNames, buckets, registers })
  return {
    registry,
    httpRequestSeconds: histogram('http_request_seconds', 'Requests, by route and class of status', [
      'route',
      'status',
    ]),
    interchangesReceived: counter('interchanges_received_total', 'Interchanges kept, by kind of channel', ['kind']),
    documentsDecided: counter('documents_decided_total', 'Documents, by the status they came to', ['status']),
    deliveryAttempts: counter('delivery_attempts_total', 'Attempts to deliver, by outcome', ['outcome']),
    jobs: counter('jobs_total', 'Jobs that ran, by kind and outcome', ['kind', 'outcome']),
    jobSeconds: histogram('job_seconds', 'How long a job ran, by kind', ['kind']),
    jobsWaiting: gauge('jobs_waiting', 'Jobs that are due and not held'),
    commitSeconds: histogram('commit_seconds', 'How long a grouped commit took'),
    commitChanges: histogram(
      'commit_changes',
      'Changes in one grouped commit',
      [],
      [1, 2, 5, 10, 25, 50, 100, 200, 400],
    ),
    sftpSessions: gauge('sftp_sessions', 'Open SFTP sessions'),
    signInsRefused: counter('sign_ins_refused_total', 'Refused keys and passwords, by door', ['door']),
  }
}
