// Runs before every npm script, under whatever Node (20 or later) is there, with built-ins only: installs what the lockfile
// says when that is not what is installed. The script itself then gets Node 26 from node_modules/.bin.
//   node boot.mjs            install packages
//   node boot.mjs --test     … and the system packages that tests need
//   node boot.mjs --quiet    no word when all is well
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = dirname(fileURLToPath(import.meta.url))
const MODULES = join(PROJECT, 'node_modules')
const RECORD = join(MODULES, '.entrepot-lock')
/** Beside it, since npm empties the folder. Who installs touches it; one that nobody has touched for a while is a dead one's. */
const TURN = join(PROJECT, '.entrepot-installing')
const TOUCH_MS = 1_000
const TURN_STALE_MS = 15_000
const NODE = join(MODULES, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
const quiet = process.argv.includes('--quiet')

/** Debian packages that tests use, the program that tells whether one is there, and what for. */
const TEST_PACKAGES = [
  { name: 'openssh-client', program: 'sftp', why: "OpenSSH's own client against the grid's SFTP server" },
  {
    name: 'openssh-server',
    program: 'sshd',
    why: 'a real SFTP server for the grid to connect to',
    starts: 'an SSH server',
  },
  { name: 'chromium', program: 'chromium', why: 'a real browser for the console' },
  { name: 'openssl', program: 'openssl', why: 'certificates for servers in tests' },
  { name: 'ceph-mon', program: 'ceph-mon', why: 'a real S3 store' },
  { name: 'ceph-osd', program: 'ceph-osd', why: 'a real S3 store' },
  { name: 'radosgw', program: 'radosgw', why: 'a real S3 store' },
  { name: 'ceph-common', program: 'radosgw-admin', why: 'a real S3 store' },
  { name: 'memcached', program: 'memcached', why: 'needed by Swift', starts: 'memcached' },
  ...['account', 'container', 'object', 'proxy'].map((part) => ({
    name: `swift-${part}`,
    program: `swift-${part}-server`,
    why: 'an S3 store that knows little',
    starts: 'a Swift server',
  })),
]

/** The same browser without windows of its own, which needs a third less time; where there is none, the other is used. */
const LIGHT_BROWSER = 'chromium-headless-shell'

await installPackages()
if (process.argv.includes('--test')) {
  installSystemPackages()
  // By itself: a name that is unknown to a system keeps the others from being installed.
  if (canInstall() && find(LIGHT_BROWSER) === undefined) aptInstall([LIGHT_BROWSER])
}

async function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(PROJECT, 'package-lock.json')))
    .digest('hex')
  const installed = () => existsSync(RECORD) && readFileSync(RECORD, 'utf8').trim() === lock
  if (installed()) return
  if (lstatSync(MODULES, { throwIfNoEntry: false })?.isSymbolicLink()) fail(linked())
  await takeTurn()
  // Whoever was before us may have done it.
  if (installed()) return
  const began = Date.now()
  const { code, errors } = await npmCi(began)
  const seconds = ((Date.now() - began) / 1000).toFixed(0)
  if (code !== 0) fail(explain(errors))
  const version = spawnSync(NODE, ['--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  }).stdout?.trim()
  if (!version?.startsWith('v26.')) fail(withoutNode())
  writeFileSync(RECORD, `${lock}\n`)
  say(`Packages installed in ${seconds} s; running on Node ${version}.`)
}

/** npm would empty what the link leads to, and others may live from it. */
function linked() {
  return `node_modules is a symbolic link to ${readlinkSync(MODULES)}, where other packages are installed than package-lock.json
says. Nothing was changed there. Remove the link to let this start install its own, or install what the lockfile says there.`
}

/** Of starts at the same time one installs, the others wait for it. The turn ends with this process. */
async function takeTurn() {
  const mine = randomUUID()
  for (let told = false; !tookTurn(mine); told = true) {
    if (!told) say('Another start installs the packages; waiting for it …')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const ours = () => existsSync(TURN) && readFileSync(TURN, 'utf8') === mine
  setInterval(() => ours() && utimesSync(TURN, new Date(), new Date()), TOUCH_MS).unref()
  process.on('exit', () => ours() && rmSync(TURN, { force: true }))
}

function tookTurn(mine) {
  try {
    writeFileSync(TURN, mine, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') fail(`${PROJECT} cannot be written (${error.code}).`)
  }
  removeStaleTurn()
  return false
}

/** Moved, then looked at again: another may have put its own there since. */
function removeStaleTurn() {
  const moved = `${TURN}-${randomUUID()}`
  try {
    const seen = readFileSync(TURN, 'utf8')
    if (Date.now() - statSync(TURN).mtimeMs < TURN_STALE_MS) return
    renameSync(TURN, moved)
    if (readFileSync(moved, 'utf8') !== seen) linkSync(moved, TURN)
  } catch {} // gone by itself
  rmSync(moved, { force: true })
}

/** npm calls it a success when an optional package does not arrive. */
function withoutNode() {
  const platform = `${process.platform} ${process.arch}`
  if (/^(linux|darwin) (x64|arm64)$/.test(platform)) {
    return `The package with Node 26 for ${platform} did not arrive: the package registry could not be reached, or npm is set to
leave out optional packages (npm config get omit). Then start again.`
  }
  return `There is no Node 26 for ${platform} among the packages. Entrepot runs on Linux and macOS, x64 and arm64.`
}

/** `npm ci` with one line that counts the seconds. */
function npmCi(began) {
  const npm = process.env.npm_execpath
  const options = ['ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error']
  // The Node in node_modules is about to be deleted: npm must not run on it.
  const [program, first] = npm === undefined ? ['npm', []] : [nodeOutside() ?? process.execPath, [npm]]
  const child = spawn(program, [...first, ...options], {
    cwd: PROJECT,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: npm === undefined,
  })
  const line = () =>
    `Installing packages (first start, or they changed) … ${((Date.now() - began) / 1000).toFixed(0)} s`
  const live = process.stderr.isTTY
  if (!live) process.stderr.write(`${line().replace(/ … .*/, ' …')}\n`)
  const ticking = live ? setInterval(() => process.stderr.write(`\r${line()}`), 200) : undefined
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, errors: String(error) }))
    child.on('close', (code) => {
      clearInterval(ticking)
      if (live) process.stderr.write('\r\x1b[K')
      resolve({ code, errors })
    })
  })
}

function explain(errors) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET|ENOTCACHED/.test(errors)) {
    return `The package registry cannot be reached, and packages are needed once. Check the network or the registry that npm
is set to (npm config get registry), then start again.\n\n${errors.trim()}`
  }
  if (/EACCES|EROFS|ENOSPC/.test(errors))
    return `${MODULES} cannot be written (rights, or a full disk).\n\n${errors.trim()}`
  return `npm ci failed:\n\n${errors.trim()}`
}

/** Never ends the run: what is missing is told, and the tests that need it say so when they are skipped. */
function installSystemPackages() {
  const missing = TEST_PACKAGES.filter(({ program }) => find(program) === undefined)
  if (missing.length === 0) return
  const apt = canInstall()
  // Where services are started by systemd an installed server would begin to listen: not ours to decide.
  const services = existsSync('/run/systemd/system')
  const wanted = missing.filter(({ starts }) => apt && !(starts && services)).map(({ name }) => name)
  if (wanted.length > 0) {
    say(`Installing for tests: ${wanted.join(', ')} …`)
    if (!aptInstall(wanted)) aptGet(['update', '-q']) && aptInstall(wanted)
  }
  for (const { name, program, why, starts } of missing) {
    if (find(program) !== undefined) continue
    const reason = !apt
      ? 'needs root and apt-get'
      : starts && services
        ? `it would start ${starts} on this machine`
        : 'apt-get failed'
    process.stderr.write(`Not installed: ${name} (${why}): ${reason}. Tests that need it are skipped and say so.\n`)
  }
}

function canInstall() {
  return process.getuid?.() === 0 && find('apt-get') !== undefined
}

function aptInstall(names) {
  return aptGet(['install', '-y', '-q', '--no-install-recommends', ...names])
}

function aptGet(options) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', options, { stdio: 'ignore', timeout: 180_000, env }).status === 0
}

/** The system's folders too: servers are there, and they are not on everyone's path. */
function find(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.map((folder) => join(folder, program)).find(executable)
}

function nodeOutside() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  return folders.map((folder) => join(folder, 'node')).find(executable)
}

function executable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function say(sentence) {
  if (!quiet) process.stderr.write(`${sentence}\n`)
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
