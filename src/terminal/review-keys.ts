import { type Press, unknownKey } from './answer-keys.ts'
import { type Desk, EVERYTHING, moved } from './desk-state.ts'
import { isEnter, letterOf } from './keys.ts'
import { shownRows } from './review.ts'
import { lineAfter } from './typed-line.ts'

/** The desk after a key on the review. */
export function reviewing(desk: Desk, press: Press): Desk {
  const { key, at } = press
  if (desk.filter.typing) return searching(desk, press)
  if (isEnter(key)) {
    const row = shownRows(desk)[desk.row]
    return row === undefined ? desk : moved(desk, { kind: 'edit', question: row.id, at: at.iso }, at)
  }
  if (key.ctrl) return desk
  switch (letterOf(key)) {
    case 'f':
      return moved(desk, { kind: 'finish', at: at.iso }, at)
    case 'g':
      return moved(desk, { kind: 'go-on', at: at.iso }, at)
    case '/':
      return { ...desk, filter: { ...EVERYTHING, typing: true }, typed: '', row: 0, message: undefined }
    case 'm':
      return { ...desk, filter: { ...EVERYTHING, marked: !desk.filter.marked }, row: 0, message: undefined }
    default:
      return unknownKey(desk, key)
  }
}

/** The rows follow each typed character. Enter goes to them, and an empty line shows all of them again. */
function searching(desk: Desk, { key }: Press): Desk {
  if (isEnter(key)) {
    const isAll = desk.typed.trim() === ''
    return { ...desk, filter: isAll ? EVERYTHING : { ...desk.filter, typing: false }, typed: '' }
  }
  const next = lineAfter(desk, key)
  return next === undefined ? desk : { ...next, filter: { ...desk.filter, words: next.typed.trim() }, row: 0 }
}
