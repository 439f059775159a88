// Loaded before the program by `node --import`: its other threads die when they get their third part of a table.
import { isMainThread, parentPort } from 'node:worker_threads'

const DEATHS = {
  error: () => {
    throw new Error('planted')
  },
  exit: () => process.exit(3),
  'exit 0': () => process.exit(0),
  memory: () => {
    // In small pieces: a large one may end the whole process and not the thread.
    let last
    for (;;) last = { last }
  },
}

if (!isMainThread) {
  const on = parentPort.on.bind(parentPort)
  let parts = 0
  parentPort.on = (name, listener) =>
    on(name, (message) => {
      if (message.kind === 'part') parts += 1
      if (parts === 3) DEATHS[process.env.DEATH]()
      listener(message)
    })
}
