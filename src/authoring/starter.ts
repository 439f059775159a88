/** What the text of a new questionnaire depends on. */
export interface Starting {
  readonly id: string
  readonly title: string
  /** Address or path of the JSON Schema of questionnaires, and of that of cases. Without white space. */
  readonly schema: string
  readonly casesSchema: string
}

/** The comment in the first line that tells editors which JSON Schema belongs to the file. */
function modeline(schema: string): string {
  return `# yaml-language-server: $schema=${schema}`
}

/**
 * The text of a new questionnaire: one of each thing that an author needs first, each with a comment that explains it.
 * The examples are there to be replaced. `check` finds nothing in them, so that an author starts from a file without
 * problems.
 */
export function starterQuestionnaire({ id, title, schema }: Starting): string {
  return `${modeline(schema)}
# Your questionnaire. What stands below is an example: put your own questions, rules and sources in its place.
# What follows a # is for people; nothing reads it. Indent with spaces, two for each level.
# Quote a text that has a colon and a space in it, or that begins with a sign: 'Pain: where?'

format: prescreen/1
id: ${id}
version: 0.1.0
title: ${quoted(title)}
language: en
status: draft # stands on every result, until a clinician has read the file and signed it: reviewed
notice: >- # shown before the first question
  This form collects answers for the clinical team. It does not decide anything. Do not stop or change any medicine
  because of this form.

${EXAMPLE_FORM}`
}

/** The cases of the new questionnaire: each rule raised and not raised, both sides of the limit, and a "not sure". */
export function starterCases({ id, casesSchema }: Starting): string {
  return `${modeline(casesSchema)}
# People described by their answers to ${id}.yaml, and what must be said of them. What a case does not
# answer gets its usual answer. Only what "expect" names is compared. Each rule wants a case that raises it and one
# that does not.
# For a case that a clinician still has to decide, write: expect: todo

${EXAMPLE_CASES}`
}

/** A text as YAML, without quotation marks where it cannot be misread, because that is how an author would write it. */
function quoted(text: string): string {
  const plain = /^\p{L}/u.test(text) && !/: |:$| #|^null$/i.test(text)
  return plain ? text : `'${text.replaceAll("'", "''")}'`
}

/** `check` finds nothing in this form, and each of its rules has cases. */
const EXAMPLE_FORM = `# What the rules rest on. A rule names its source, and after a space the place in it: [clinic-policy 2.1]
sources:
  clinic-policy:
    title: Our clinic's own policy
    note: Made up, as an example. Put the works here that you have read.

# The questions, in the order in which they are asked. Types: yes_no, choice (one answer), choices (several), integer,
# decimal, date, text (no rule reads it), and note (shown, not asked).
sections:
  - id: heart
    title: Heart and blood vessels
    questions:
      # One answer of several. Before the colon stands the code that conditions use, after it what the person reads.
      # "Not sure" and "Prefer not to say" are always offered; do not list them.
      - id: heart_attack # small letters, digits and _ ; conditions use this name
        text: Have you ever had a heart attack?
        type: choice
        options:
          never: Never
          older: Yes, longer ago
          recent: Yes, in the last 6 weeks
        # For the person asked, who presses ?
        help: Say yes even if it was a small one.
        usual: never # an answer that raises nothing: every case in the other file starts from these
        worse: [never, older, recent] # from mild to severe

      # Yes or no, with a follow-up that is asked only after a yes.
      - id: high_bp
        text: Have you been told that your blood pressure is high?
        type: yes_no
        usual: no
        worse: yes

      # A number. Outside "hard" it is asked again; outside "soft" the person is asked whether it is right.
      - id: bp_top
        ask_if: high_bp = yes # an earlier question, by its id
        text: What was your last blood pressure? The top number, please.
        # For results; wanted when the text has more than 60 characters.
        short: Blood pressure, top number
        type: integer
        unit: mmHg
        hard: { min: 50, max: 300 }
        soft: { min: 80, max: 200 }
        # "Not sure" counts as the most serious rule that it leaves open. To set a lower level, say why.
        if_unknown: refer-discuss
        if_unknown_because: The clinic measures it again before anything goes ahead.
        usual: 118
        worse: higher

  - id: today
    title: Today
    questions:
      # Several answers at once. The empty answer needs a label of its own; its code is none.
      - id: now
        text: Do you have any of these right now?
        type: choices
        none: None of these
        options:
          chest_pain: Pain in the chest
          breathless: Hard to breathe
          dizzy: Feeling dizzy
        usual: none
        worse: more

# When something is raised. A rule can only raise the level, never lower it. Three levels:
#   act-now        help is needed at once; needs an action: emergency or clinician-now
#   refer-before   a clinician looks at it before anything goes ahead
#   refer-discuss  a clinician looks at it at the visit
# In a condition: = != < <= > >=   in (one, two)   between 1 and 5   has   has any of (one, two)   and   or   not
rules:
  - id: CHEST-NOW
    when: now has any of (chest_pain, breathless)
    level: act-now
    action: emergency
    # What was said and why it matters.
    because: Reported pain in the chest, or that it is hard to breathe, right now.
    sources: [clinic-policy 1]
    # Whose word it is: contraindication or warning (of a label), guideline, study, clinic, own.
    basis: clinic

  - id: HEART-RECENT
    when: heart_attack = recent
    level: refer-before
    because: Reported a heart attack in the last 6 weeks.
    sources: [clinic-policy 2.1]
    basis: clinic

  - id: BP-160
    when: bp_top >= 160
    level: refer-before
    # An id in braces prints the answer.
    because: Reported a top number of {bp_top}.
    # What to do. Left out, the level has a sentence of its own.
    advice: Measure it again before anything goes ahead.
    sources: [clinic-policy 2.4]
    basis: clinic

# What must hold for everybody, whatever else they answer and whatever becomes of the rules.
promises:
  - id: chest-pain-is-never-missed
    when: now has chest_pain
    at_least: act-now
`

const EXAMPLE_CASES = `cases:
  - name: nothing reported
    expect:
      level: none-raised
      raised: [] # exactly these rules
      not_asked: [bp_top] # exactly these: a follow-up that you add belongs here too
      complete: true

  - name: pain in the chest
    answers:
      now: [chest_pain]
    expect:
      level: act-now
      raised: [CHEST-NOW]

  - name: hard to breathe, and dizzy
    answers:
      now: [breathless, dizzy]
    expect:
      level: act-now
      raised: [CHEST-NOW]

  - name: feeling dizzy alone raises nothing
    answers:
      now: [dizzy]
    expect:
      level: none-raised
      raised: []

  - name: a recent heart attack
    answers:
      heart_attack: recent
    expect:
      level: refer-before
      raised: [HEART-RECENT]

  - name: a heart attack longer ago raises nothing
    answers:
      heart_attack: older
    expect:
      level: none-raised
      raised: []

  - name: not sure about a heart attack is not no
    answers:
      heart_attack: unsure
    expect:
      level: refer-before
      raised: []
      unknown: [heart_attack]

  # Both sides of every limit.
  - name: a top number of 160
    answers:
      high_bp: yes
      bp_top: 160
    expect:
      level: refer-before
      raised: [BP-160]

  - name: a top number of 159
    answers:
      high_bp: yes
      bp_top: 159
    expect:
      level: none-raised
      raised: []

  - name: told that it is high, and the number not known
    answers:
      high_bp: yes
      bp_top: unsure
    expect:
      level: refer-discuss
      unknown: [bp_top]

  - name: nothing answered
    from: blank
    expect:
      level: refer-before
      raised: []
      complete: false
`
