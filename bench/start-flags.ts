import start from '../package.json' with { type: 'json' }

/** What `npm start` gives to Node: what is measured runs as what people run. */
export const START_FLAGS = start.scripts.start.split(' ').filter((word) => word.startsWith('--'))
