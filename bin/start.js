// `npm start`: the intake at a terminal; without one the card of an example, so that there is something to see anywhere.
import { main } from '../dist/main.js'

const EXAMPLE = ['--answers', 'questionnaires/examples/ketamine-intake.answers.yaml']

const atTerminal = process.stdin.isTTY && process.stderr.isTTY
if (!atTerminal)
  process.stderr.write('There is no terminal to ask at: this is the card of an example, a person made up.\n')
process.argv.push('screen', 'ketamine-intake', ...(atTerminal ? [] : EXAMPLE))
await main()
