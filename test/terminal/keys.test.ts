import { describe, expect, test } from 'vitest'
import { paintFor } from '../../src/terminal/look.ts'
import { shownRows } from '../../src/terminal/review.ts'
import { screenOf, viewed } from '../../src/terminal/screen.ts'
import { visit } from '../screening/forms.ts'
import { headOf, questionnaire, shipped } from '../support/load.ts'
import { Typist } from './typist.ts'

const OCCASION = { at: '2026-11-22 13:05 +00:00', program: '0.0.0' }
const LOOK = { columns: 80, rows: 40, ascii: false, paint: paintFor(0) }

/** At the question of that name, by the quickest way. */
function at(id: string): Typist {
  const typist = new Typist(visit)
  const way: Readonly<Record<string, readonly string[]>> = {
    chest: ['n'],
    signs: ['0'],
    heart: id.startsWith('heart_on') ? ['3'] : ['1'],
    top: [...'120', 'Enter'],
    bottom: [...'80', 'Enter'],
    weight: [...'71', 'Enter'],
    change: [...'0', 'Enter'],
    words: ['Enter', 'd'],
    more: ['x', 'Enter'],
  }
  while (typist.at !== id) typist.presses(...(way[typist.at] ?? []))
  return typist
}

function doubt(): Typist {
  return at('top').types('210').presses('Enter')
}

describe('one of a few', () => {
  test('the key beside an option answers at once, in either case', () => {
    expect(new Typist(visit).presses('n').stored('chest')).toBe('no')
    expect(new Typist(visit).presses('N').stored('chest')).toBe('no')
    expect(at('heart').presses('2').stored('heart')).toBe('recent')
  })

  test('u and d are always there, where they are offered', () => {
    expect(at('heart').presses('U').stored('heart')).toBe('unsure')
    expect(at('heart').presses('u').stored('heart')).toBe('unsure')
    expect(at('heart').presses('d').stored('heart')).toBe('declined')
    expect(at('agrees').presses('d').stored('agrees')).toBeUndefined()
    expect(at('agrees').presses('u').stored('agrees')).toBe('unsure')
  })

  test('any other key answers nothing and says so', () => {
    for (const key of ['4', '0', 'y', 'x', '-', 'é', '你']) {
      const typist = at('heart').presses(key)
      expect([typist.at, typist.desk.message]).toEqual(['heart', `\`${key}\` is not one of the keys here.`])
    }
  })

  test('keys without a sign answer nothing and say nothing', () => {
    for (const key of ['Tab', 'Backspace', 'Ctrl-U']) {
      const typist = at('heart').presses(key)
      expect([typist.at, typist.desk.message]).toEqual(['heart', undefined])
    }
  })
})

describe('several of a few', () => {
  test('keys tick and take back; Enter answers in the order of the form', () => {
    const typist = at('signs').presses('2', 'f', '1', 'f')
    expect(typist.desk.chosen).toEqual(['cough', 'rash'])
    expect(typist.presses('Enter').stored('signs')).toEqual(['rash', 'cough'])
  })

  test('0 on an untouched list answers "none" at once', () => {
    expect(at('signs').presses('0').stored('signs')).toEqual(['none'])
  })

  test('0 beside ticks is refused; after taking them back it answers', () => {
    const typist = at('signs').presses('1', '0')
    expect([typist.at, typist.desk.message]).toEqual(['signs', 'Something is chosen: take it back first, then 0.'])
    expect(typist.presses('1', '0').stored('signs')).toEqual(['none'])
  })

  test('u and d answer an untouched list', () => {
    expect(at('signs').presses('u').stored('signs')).toBe('unsure')
    expect(at('signs').presses('d').stored('signs')).toBe('declined')
  })

  test('Enter on an empty list is refused, touched or not', () => {
    expect(at('signs').presses('Enter').desk.message).toBe('0 if none of these; Enter after choosing.')
    expect(at('signs').presses('1', '1', 'Enter').desk.message).toBe('Nothing is chosen. 0 if none of these.')
  })

  test('going back shows what was ticked; Enter alone does not answer it anew', () => {
    const typist = at('signs').presses('1', 'f', 'Enter', 'Left')
    expect(typist.desk.chosen).toEqual(['rash', 'fever'])
    expect(typist.presses('Enter').desk.message).toBe('Nothing changed. The right arrow keeps the earlier answer.')
    expect(typist.presses('f', 'Enter').stored('signs')).toEqual(['rash'])
  })
})

describe('some of a few, and not sure about the others', () => {
  const others = (typist: Typist) => screenOf(typist.desk, OCCASION, LOOK).filter((line) => line.includes('…'))

  test('beside a tick u and d are ticks too, and say so', () => {
    const typist = at('signs')
    expect(others(typist)).toEqual([])
    expect(others(typist.presses('f', 'u'))).toEqual([
      '      u  [x] … and not sure about the others',
      '      d  [ ] … and prefer not to say about the others',
    ])
    expect([typist.at, typist.stored('signs')]).toEqual(['signs', undefined])
    expect(typist.presses('Enter').answer('signs')).toEqual({ kind: 'unsure', codes: ['fever'] })
  })

  test('again takes it back', () => {
    expect(at('signs').presses('f', 'u', 'u', 'Enter').stored('signs')).toEqual(['fever'])
  })

  test('of the two one stands', () => {
    expect(at('signs').presses('2', 'f', 'u', 'd', 'Enter').answer('signs')).toEqual({
      kind: 'declined',
      codes: ['fever', 'cough'],
    })
  })

  test('it goes with the last tick that is taken back; then u answers as it does on an untouched list', () => {
    const typist = at('signs').presses('f', 'u', 'f')
    expect(typist.desk.chosen).toEqual([])
    expect(typist.presses('Enter').desk.message).toBe('Nothing is chosen. 0 if none of these.')
    expect(typist.presses('u').answer('signs')).toEqual({ kind: 'unsure' })
  })

  test('0 stays refused', () => {
    const typist = at('signs').presses('f', 'u', '0')
    expect([typist.at, typist.desk.message]).toEqual(['signs', 'Something is chosen: take it back first, then 0.'])
  })

  test('is shown again as it was ticked, and what was ticked is not lost by u', () => {
    const typist = at('signs').presses('f', 'Enter', 'Left', 'u')
    expect([typist.at, typist.desk.chosen]).toEqual(['signs', ['fever', 'unsure']])
    expect(typist.presses('Enter', 'Left').desk.chosen).toEqual(['fever', 'unsure'])
    expect(typist.presses('u', 'Enter').stored('signs')).toEqual(['fever'])
  })

  test('only where the question offers it', () => {
    const form = questionnaire(
      `${headOf('few')}sections:
  - id: s
    title: S
    questions:
      - { id: signs, text: Signs?, type: choices, none: None, offer: [declined], options: { x: X, y: Y } }
rules: []
`,
    )
    const typist = new Typist(form).presses('1', 'u')
    expect([typist.desk.chosen, typist.desk.message]).toEqual([['x'], '`u` is not one of the keys here.'])
    expect(others(typist)).toEqual(['      d  [ ] … and prefer not to say about the others'])
  })
})

describe('a number', () => {
  test('u and d answer on an empty line only', () => {
    expect(at('top').presses('u').stored('top')).toBe('unsure')
    expect(at('top').presses('d').stored('top')).toBe('declined')
    expect(at('top').presses('1', 'u').at).toBe('top')
    expect(at('top').presses('1', 'u').desk.typed).toBe('1u')
    expect(at('top').presses('1', 'Backspace', 'u').stored('top')).toBe('unsure')
  })

  test('where they are not offered they are letters like any other', () => {
    const typist = at('change').presses('u')
    expect([typist.at, typist.desk.typed]).toEqual(['change', 'u'])
    expect(typist.presses('Enter').desk.message).toBe('`u` is not a number; digits only, -100 to 100')
  })

  test('Backspace takes one sign, Ctrl-U the line', () => {
    expect(at('top').types('128').presses('Backspace', '0', 'Enter').stored('top')).toBe(120)
    expect(at('top').types('99').presses('Ctrl-U').types('120').presses('Enter').stored('top')).toBe(120)
    expect(at('top').presses('Backspace').desk.typed).toBe('')
  })

  test.each([
    ['outside the limits', 'top', '301', '`301` is outside 50 to 300 mmHg'],
    ['just below them', 'top', '49', '`49` is outside 50 to 300 mmHg'],
    ['with a comma', 'weight', '71,5', '`71,5` has a comma; write a decimal point: `71.5`'],
    ['not whole', 'top', '120.5', '`120.5` is not a whole number'],
    ['no number', 'top', '1-2', '`1-2` is not a number; digits only, 50 to 300 mmHg'],
    ['too long', 'top', '1234567890', '`1234567890` has more than nine digits before the point'],
  ])('%s it is refused with a sentence, and the line is empty again', (_, id, typed, message) => {
    const typist = at(id).types(typed).presses('Enter')
    expect([typist.at, typist.desk.typed, typist.desk.message]).toEqual([id, '', message])
  })

  test('the limits themselves are taken', () => {
    expect(at('bottom').presses('Left').types('300').presses('Enter', 'y').stored('top')).toBe(300)
    expect(at('top').types('50').presses('Enter', 'y').stored('top')).toBe(50)
  })

  test.each(['l4', '1o8', '1e2', '2x7', '14/2', '10–15', '1 4', '12O', '1\u00a04', '９0', '--5', '5-'])(
    'what was typed stands and is refused whole: %s',
    (typed) => {
      const typist = at('top').types(typed)
      expect([typist.desk.typed, typist.desk.message]).toEqual([typed, undefined])
      typist.presses('Enter')
      expect([typist.at, typist.stored('top')]).toEqual(['top', undefined])
      expect(typist.desk.message).toContain(`\`${typed}\` is not a number`)
    },
  )

  test('the arrows move about, also from a line with something on it', () => {
    expect(at('top').types('9').presses('Left').at).toBe('heart')
    expect(at('top').types('9').presses('<').at).toBe('heart')
  })

  test('an unusual one is asked about: y keeps it, n asks again, nothing else does', () => {
    expect(doubt().presses('y').stored('top')).toBe(210)
    expect(doubt().presses('n').at).toBe('top')
    expect(doubt().presses('n').stored('top')).toBeUndefined()
    expect(doubt().presses('Enter', 'u', 'd', '1', 'Right', ' ').at).toBe('confirm')
    expect(doubt().presses('Left').at).toBe('top')
  })

  test('that cannot be beside an earlier one is refused with the words of its check', () => {
    const typist = at('bottom').types('130').presses('Enter')
    expect([typist.at, typist.desk.message]).toEqual(['bottom', 'The top number must be the higher one.'])
  })
})

describe('a day', () => {
  test('is typed year-month-day', () => {
    expect(at('heart_on').types('2020-02-29').presses('Enter').stored('heart_on')).toBe('2020-02-29')
  })

  test.each([
    ['no day', '2021-02-29', '`2021-02-29` is not a day of the calendar; write year-month-day, such as `2026-02-28`'],
    ['outside the limits', '1919-12-31', '`1919-12-31` is outside 1920-01-01 to 2026-12-31'],
    ['half typed', '2021-2', '`2021-2` is not a day of the calendar; write year-month-day, such as `2026-02-28`'],
  ])('%s is refused with a sentence', (_, typed, message) => {
    const typist = at('heart_on').types(typed).presses('Enter')
    expect([typist.at, typist.desk.message]).toEqual(['heart_on', message])
  })

  test.each(['may 2', '2020/02/28', '2020-02-2', '2020–02–28', '28022020'])('%s stands and is refused', (typed) => {
    const typist = at('heart_on').types(typed)
    expect(typist.desk.typed).toBe(typed)
    expect(typist.presses('Enter').desk.message).toContain(`\`${typed}\` is not a day of the calendar`)
  })
})

describe('words', () => {
  test('any sign is text: u, d, ?, < and digits too', () => {
    expect(at('words').types('ud?<0 1é你').presses('Enter').stored('words')).toBe('ud?<0 1é你')
  })

  test('Enter on an empty line offers u and d, and only then they answer', () => {
    expect(at('words').presses('Enter', 'u').stored('words')).toBe('unsure')
    expect(at('words').presses('Enter', 'd').stored('words')).toBe('declined')
    expect(at('words').presses('Enter', 'x', 'u', 'Enter').stored('words')).toBe('xu')
  })

  test('where nothing is offered, Enter on an empty line says so', () => {
    const typist = at('more').presses('Enter')
    expect([typist.at, typist.desk.message]).toEqual(['more', 'Nothing was typed.'])
    expect(typist.presses('u', 'Enter').stored('more')).toBe('u')
  })

  test('only spaces are nothing', () => {
    expect(at('words').types('   ').presses('Enter').at).toBe('words')
  })

  test('Esc, Ctrl-B and the left arrow go back; Ctrl-G reviews', () => {
    for (const key of ['Esc', 'Ctrl-B', 'Left']) expect(at('words').types('abc').presses(key).at).toBe('change')
    expect(at('words').types('abc').presses('Ctrl-G').at).toBe('review')
  })

  test('Backspace takes a whole sign, also one of two units', () => {
    expect(at('words').types('a😀').presses('Backspace', 'Enter').stored('words')).toBe('a')
  })

  test('are at most 10,000 characters; one more is not taken, and that is told', () => {
    const typist = at('words').pastes('😀'.repeat(9_999)).types('é')
    expect([[...typist.desk.typed].length, typist.desk.message]).toEqual([10_000, undefined])
    expect(typist.types('a').desk.message).toBe('Not taken: at most 10,000 characters.')
    expect([...String(typist.presses('Enter').stored('words'))].length).toBe(10_000)
  })

  test('keep the joiners of their script; one with nothing to join is shown and refused, and the text stands', () => {
    expect(at('words').types('می\u200cخواهم').presses('Enter').stored('words')).toBe('می\u200cخواهم')
    const typist = at('words').types('a\u200cb').presses('Enter')
    expect([typist.at, typist.desk.typed]).toEqual(['words', 'a\u200cb'])
    expect(typist.desk.message).toContain('`a\\u{200c}b` has a character that nobody sees')
  })

  test('another sign that nobody sees is not taken, and that is told', () => {
    const typist = at('words').types('a\u200bb')
    expect(typist.desk.typed).toBe('ab')
    expect(at('words').types('a\u200b').desk.message).toBe('a character that cannot be seen (U+200B) is not taken.')
  })
})

describe('help', () => {
  test('opens and closes with ?, changes nothing, and back closes it first', () => {
    const typist = at('heart').presses('?')
    expect(typist.desk.help).toBe(true)
    expect(typist.presses('?').desk.help).toBe(false)
    expect([typist.presses('?', 'Left').at, typist.desk.help]).toEqual(['heart', false])
    expect(typist.presses('Left').at).toBe('signs')
  })

  test('while it is open the keys of the question still answer', () => {
    const typist = at('heart').presses('?', '1')
    expect([typist.at, typist.desk.help]).toEqual(['top', false])
  })
})

describe('the review', () => {
  const review = () => at('top').presses('Ctrl-G')

  test('arrows choose a row, no further than the first and the last; Enter opens it', () => {
    expect(review().presses('Down', 'Down', 'Enter').at).toBe('heart')
    expect(review().presses('Up', 'Enter').at).toBe('chest')
    expect(review().presses('End', 'Enter').at).toBe('agrees')
    expect(review().presses('End', 'Home', 'Enter').at).toBe('chest')
  })

  test('F is refused while something is open; g goes on to it', () => {
    for (const key of ['f', 'F']) expect(review().presses(key).desk.message).toMatch(/^Still open: Top number; /)
    expect(review().presses('g').at).toBe('top')
  })
})

describe('the reference', () => {
  const asked = () => {
    const typist = new Typist(visit)
    typist.desk = { ...typist.desk, page: 'reference', reference: undefined }
    return typist
  }

  test('is typed like text, and Enter alone leaves it out', () => {
    expect(asked().types(' A-17? ').presses('Enter').desk.reference).toBe('A-17?')
    expect([asked().presses('Enter').at, asked().presses('Enter').desk.reference]).toEqual(['chest', undefined])
  })

  test('its Enter pressed twice answers nothing', () => {
    expect(asked().presses('Enter').pressesEvery(60, 'Enter', 'n', 'y').answered).toBe(0)
  })
})

describe('the card', () => {
  const card = () => new Typist(shipped('ketamine-intake')).presses('1', 'Enter', 'f')

  test('is shown after finishing at an interrupt', () => {
    expect(card().at).toBe('card')
  })

  test.each([
    ['h', 'handout'],
    ['n', 'next'],
    ['q', 'left'],
    ['c', 'review'],
    ['Left', 'review'],
    ['x', 'card'],
  ])('%s leads to %s', (key, page) => {
    expect(card().presses(key).at).toBe(page)
  })
})

describe('what is pasted', () => {
  test('is one text, whatever lines it has', () => {
    const typist = at('words').pastes('aspirin\r\ny\ny\n3\n')
    expect([typist.at, typist.desk.typed]).toEqual(['words', 'aspirin; y; y; 3'])
    expect(typist.desk.message).toBe('Pasted as one text; 4 lines, with ";" between.')
    expect(typist.presses('Enter').stored('words')).toBe('aspirin; y; y; 3')
  })

  test.each(['chest', 'signs', 'heart', 'heart_on', 'top', 'weight'])(
    'answers nothing at %s, and that is told',
    (id) => {
      for (const text of ['y', '1', '120', '2020-02-29', '0\n0\n']) {
        const before = at(id)
        const { answered } = before
        const typist = before.pastes(text)
        expect([typist.at, typist.answered, typist.desk.typed, typist.desk.chosen]).toEqual([id, answered, '', []])
        expect(typist.desk.message).toBe('Nothing was pasted: the answer to this question is typed.')
      }
    },
  )

  test('does nothing on the review, at an interrupt, in a doubt and on the card', () => {
    for (const typist of [
      at('top').presses('Ctrl-G'),
      new Typist(visit).presses('y'),
      at('top').types('210').presses('Enter'),
    ]) {
      const where = typist.at
      expect([typist.pastes('f\ny\ng').at, typist.desk.message]).toEqual([
        where,
        'Nothing was pasted: there is nothing to type here.',
      ])
    }
  })

  test('with a sign that a terminal would obey is refused whole', () => {
    const typist = at('words').types('a').pastes('b\u001b[31mc')
    expect([typist.desk.typed, typist.desk.message]).toEqual([
      'a',
      'Nothing was pasted: a character that cannot be seen (U+001B) is not taken.',
    ])
  })

  test('too early it is dropped like what is typed', () => {
    const typist = at('change').types('0').presses('Enter')
    typist.now -= 900
    expect(typist.pastes('aspirin').desk.message).toMatch(/^`aspirin` was typed before/)
  })
})

describe('an answer that was begun', () => {
  test('ticks are there after back, after the review and after help', () => {
    const ticked = () => at('signs').presses('1', '2')
    expect(ticked().presses('Left', 'Right').desk.chosen).toEqual(['rash', 'cough'])
    expect(ticked().presses('Ctrl-G', 'g').desk.chosen).toEqual(['rash', 'cough'])
    expect(ticked().presses('?', '?').desk.chosen).toEqual(['rash', 'cough'])
    expect(ticked().presses('Left', 'Right', 'Enter').stored('signs')).toEqual(['rash', 'cough'])
  })

  test('so are digits and words', () => {
    expect(at('top').types('12').presses('Left', 'Right').types('0').presses('Enter').stored('top')).toBe(120)
    expect(at('words').types('iron').presses('Ctrl-G', 'g', 'Enter').stored('words')).toBe('iron')
  })

  test('is over once the question is answered', () => {
    const typist = at('top').types('12').presses('Left', 'Right').presses('Backspace', 'Backspace', 'u', 'Left')
    expect([typist.at, typist.desk.typed]).toEqual(['top', ''])
  })
})

describe('nothing to write', () => {
  const form = questionnaire(`
format: prescreen/1
id: others
version: 1.0.0
title: Others
language: en
status: draft
sections:
  - id: only
    title: Only
    questions:
      - { id: others, text: Other medicines?, type: text, none: No others }
      - { id: last, text: More?, type: yes_no }
`)

  test('is said with Enter and 0, in two keys', () => {
    const typist = new Typist(form).presses('Enter', '0')
    expect([typist.at, typist.stored('others')]).toEqual(['last', 'none'])
  })

  test('and a text that begins with 0 can still be typed', () => {
    expect(new Typist(form).types('0.5 mg').presses('Enter').stored('others')).toBe('0.5 mg')
  })

  test('u and d are there as before', () => {
    expect(new Typist(form).presses('Enter', 'u').stored('others')).toBe('unsure')
    expect(new Typist(form).presses('Enter', 'd').stored('others')).toBe('declined')
  })
})

describe('the review finds things', () => {
  const review = () => at('top').presses('Ctrl-G')

  test('by words of the question, the answer or the section, as they are typed', () => {
    const typist = review().presses('/').types('heart')
    expect(shownRows(typist.desk).map(({ id }) => id)).toEqual(['heart'])
    expect(typist.presses('Enter', 'Enter').at).toBe('heart')
  })

  test('only what is marked, and all again', () => {
    const typist = review().presses('m')
    expect(shownRows(typist.desk).every(({ mark }) => mark !== ' ')).toBe(true)
    expect(shownRows(typist.presses('Esc').desk).length).toBe(typist.desk.screening.evaluation.due.length)
    expect(typist.at).toBe('review')
  })

  test('letters that are searched for do nothing else', () => {
    const typist = review().presses('/').types('fgm?<')
    expect([typist.at, typist.desk.typed]).toEqual(['review', 'fgm?<'])
  })

  test('a message is gone with the next key that moves', () => {
    expect(review().presses('x').desk.message).toBe('`x` is not one of the keys here.')
    expect(review().presses('x', 'Down').desk.message).toBeUndefined()
  })
})

describe('a screen that is too low for all leaves out no more than it must', () => {
  const shownAt = (typist: Typist, rows: number) =>
    screenOf(typist.desk, OCCASION, { ...LOOK, rows }).map((line) => line.trim())
  const HELD = [
    ['blank lines', ''],
    ['the answer before', '1  Chest pain: No'],
    ['help', 'Any of them counts.'],
  ] as const

  test('first blank lines, then the answer before, then help, then it can be scrolled', () => {
    const form = questionnaire(
      `${headOf('low')}sections:
  - id: s
    title: S
    questions:
      - { id: chest, text: Chest pain?, short: Chest pain, type: yes_no }
      - { id: signs, text: Any of these?, help: Any of them counts., type: choice, options: { a: A, b: B, c: C } }
rules: []
`,
    )
    const typist = new Typist(form).presses('n')
    const left = Array.from({ length: 10 }, (_, index) => {
      const lines = shownAt(typist, 16 - index)
      // What stands above the foot and below the last answer is no blank line of the page.
      const page = lines.slice(2, lines.findLastIndex((line) => line.startsWith('u  ')) + 1)
      if (page.length === 0 || lines.some((line) => line.includes('more below'))) return 'scrolled'
      return HELD.filter(([, text]) => !page.includes(text))
        .map(([what]) => what)
        .join(', ')
    })
    expect([...new Set(left)]).toEqual([
      '',
      'blank lines',
      'blank lines, the answer before',
      'blank lines, the answer before, help',
      'scrolled',
    ])
  })

  test('a note before a question gives way when one comes back to it', () => {
    const form = questionnaire(
      `${headOf('noted')}sections:
  - id: s
    title: S
    questions:
      - { id: about, type: note, text: Read this first. }
      - { id: chest, text: Chest pain?, type: yes_no }
      - { id: more, text: More?, type: yes_no }
rules: []
`,
    )
    const typist = new Typist(form)
    const low = () => shownAt(typist, 9).join(' ')
    expect(low()).toContain('Read this first.')
    typist.presses('n', 'Left')
    expect([shownAt(typist, 8).join(' ').includes('Read this first.'), low().includes('y  Yes')]).toEqual([false, true])
    expect(shownAt(typist, 16).join(' ')).toContain('Read this first.')
  })
})

describe('a change that is told at length', () => {
  test('has its new answer and the keys on a low screen, where both answers have no room', () => {
    const intake = shipped('ketamine-intake')
    const look = { ...LOOK, columns: 38, rows: 16 }
    const typist = new Typist(intake).presses('1', '4', '5', '6', '7', 'u', 'Enter', 'Left', '2', 'Enter')
    const shown = screenOf(typist.desk, OCCASION, look).join(' ').replaceAll(/\s+/g, ' ')
    expect(typist.at).toBe('act-now')
    expect(shown).toContain('Changed: Symptoms right now → Pain')
    expect(shown).toContain('and not sure about the others.')
    expect(shown).toContain('g go on')
    const high = screenOf(typist.desk, OCCASION, { ...look, rows: 60 })
      .join(' ')
      .replaceAll(/\s+/g, ' ')
    expect(high).toMatch(/Changed: Symptoms right now: Pain.* → Pain/)
  })
})

describe('on a low screen an interrupt', () => {
  test.each([15, 10])('of %i lines shows what it is and the ways on, wherever it is scrolled to', (rows) => {
    const look = { ...LOOK, columns: 40, rows }
    const typist = new Typist(visit).presses('y')
    for (const key of ['Up', 'Down', 'PageDown', 'End']) {
      typist.presses(key)
      typist.desk = viewed(typist.desk, OCCASION, look)
      const shown = screenOf(typist.desk, OCCASION, look).join('\n')
      expect([typist.at, shown]).toEqual(['act-now', expect.stringMatching(/!! ACT NOW[\s\S]*f finish now {3}g go on/)])
    }
  })
})

describe('where there are two ways on, another key says so', () => {
  test('at a doubt, at an interrupt, and before a draft is gone on with; capitals count as well', () => {
    expect(doubt().presses('9').desk.message).toBe('`9` is not one of the keys here.')
    expect(doubt().presses('Y').at).not.toBe('confirm')
    const interrupted = new Typist(visit).presses('y')
    expect(interrupted.at).toBe('act-now')
    expect(interrupted.presses('x').desk.message).toBe('`x` is not one of the keys here.')
    expect(interrupted.presses('G').at).not.toBe('act-now')
  })
})

describe('nothing is answered before the question was on the screen', () => {
  const story = Array.from({ length: 12 }, (_, index) => `Line ${index + 1} of what is read first.`).join(' ')
  const form = questionnaire(
    `${headOf('first')}sections:
  - id: s
    title: S
    questions:
      - { id: about, type: note, text: ${story} }
      - { id: chest, text: Chest pain?, type: yes_no }
      - { id: age, text: How old?, type: integer, hard: { min: 0, max: 120 } }
rules: []
`,
  )
  const small = { columns: 40, rows: 10, ascii: false, paint: paintFor(0) }
  const low = (typist: Typist) => {
    typist.desk = viewed(typist.desk, OCCASION, small)
    return screenOf(typist.desk, OCCASION, small).join('\n')
  }

  test('keys show the rest first, and answer once it was shown', () => {
    const typist = new Typist(form)
    const seen = [low(typist)]
    while (!seen.join('\n').includes('Chest pain?')) {
      typist.presses('y')
      seen.push(low(typist))
      expect([typist.answered, typist.desk.message]).toEqual([
        0,
        'Nothing was answered: the question was not on the screen yet.',
      ])
    }
    for (let line = 1; line <= 12; line += 1)
      expect(seen.join('\n').replaceAll(/\s+/g, ' ')).toContain(`Line ${line} of`)
    // A message that takes a line of its room changes nothing.
    typist.presses('x')
    low(typist)
    typist.presses('y')
    expect(typist.stored('chest')).toBe('yes')
  })
})

describe('none of these is said of answers that were all on the screen', () => {
  const options = Array.from({ length: 12 }, (_, index) => `o${index}: Sign number ${index + 1}`).join(', ')
  const long = questionnaire(
    `${headOf('long')}sections:
  - id: s
    title: S
    questions:
      - { id: signs, text: Any of these?, type: choices, none: None, options: { ${options} } }
      - { id: last, text: More?, type: yes_no }
rules: []
`,
  )
  const small = { columns: 40, rows: 12, ascii: false, paint: paintFor(0) }
  const low = (typist: Typist) => {
    typist.desk = viewed(typist.desk, OCCASION, small)
    return typist
  }
  const shown = (typist: Typist) => screenOf(typist.desk, OCCASION, small).join('\n')

  test('on a low screen the first 0 shows the rest, and the one after the last of them answers', () => {
    const typist = low(new Typist(long))
    let zeros = 0
    const seen = [shown(typist)]
    while (typist.at === 'signs') {
      low(typist.presses('0'))
      zeros += 1
      if (typist.at === 'signs') {
        seen.push(shown(typist))
        expect(typist.desk.message).toBe('These are more of the answers. 0 again if it is none of them.')
      }
    }
    expect(zeros).toBeGreaterThan(1)
    for (let number = 1; number <= 12; number += 1) expect(seen.join('\n')).toContain(`Sign number ${number}`)
    expect(typist.stored('signs')).toEqual(['none'])
  })

  test('after paging down to the end one 0 answers', () => {
    const typist = low(new Typist(long))
    for (let page = 0; page < 4; page += 1) low(typist.presses('PageDown'))
    expect(typist.presses('0').stored('signs')).toEqual(['none'])
  })

  test('whoever jumps to the end is shown what lies between before 0 answers', () => {
    const typist = low(new Typist(long))
    low(typist.presses('End'))
    low(typist.presses('0'))
    expect([typist.at, shown(typist)]).toEqual(['signs', expect.stringContaining('Sign number 7')])
    while (typist.at === 'signs') low(typist.presses('0'))
    expect(typist.stored('signs')).toEqual(['none'])
  })

  test('a tick that is not on the screen is brought into sight, set or taken back, and so is what is said of the others', () => {
    const typist = low(new Typist(long))
    expect(shown(low(typist.presses('9')))).toContain('9  [x] Sign number 9')
    expect(shown(low(typist.presses('1')))).toContain('1  [x] Sign number 1')
    expect(shown(low(typist.presses('9')))).toContain('9  [ ] Sign number 9')
    expect(shown(low(typist.presses('u')))).toContain('u  [x] … and not sure about the')
    // What was in sight is not moved about.
    expect(shown(low(typist.presses('d')))).toContain('u  [ ] … and not sure about the')
  })

  test('a page is what the screen holds', () => {
    const typist = low(new Typist(long))
    const before = shown(typist)
    const after = shown(low(typist.presses('PageDown')))
    const signs = (text: string) => [...text.matchAll(/Sign number (\d+)/g)].map((match) => Number(match[1]))
    expect(signs(after)[0]).toBeLessThanOrEqual((signs(before).at(-1) ?? 0) + 1)
    expect(signs(after).length).toBeGreaterThan(0)
  })

  test('where all of it is on the screen one 0 answers', () => {
    const typist = new Typist(long)
    typist.desk = viewed(typist.desk, OCCASION, { ...small, rows: 40 })
    expect(typist.presses('0').stored('signs')).toEqual(['none'])
  })
})
