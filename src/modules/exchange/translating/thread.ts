import { parentPort } from 'node:worker_threads'
import { READY } from '../../../platform/pool.ts'
import { makeForm, type Wish } from './making.ts'

parentPort!.on('message', (wish: Wish) => parentPort!.postMessage(makeForm(wish)))
parentPort!.postMessage(READY)
