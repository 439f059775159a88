import { parentPort } from 'node:worker_threads'
import { type FromThread, partServer, type ToThread } from './batch/index.ts'

/** A worker thread that scores parts of tables for the main thread: it only passes messages to and from `batch`. */
const port = parentPort
if (port === null) throw new Error('this file is a thread of the program and not for itself')
const serve = partServer((message: FromThread) => port.postMessage(message))
port.on('message', (message: ToThread) => serve(message))
