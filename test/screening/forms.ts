import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { questionnaire } from '../support/load.ts'

/** A little of everything: branches two deep, limits, a check, dates, texts, questions that offer less, things to act on. */
export const visit: Questionnaire = questionnaire(`
format: prescreen/1
id: visit
version: 1.0.0
title: Everything once
language: en
status: draft
notice: Nobody was ever asked this.
sections:
  - id: now
    title: Right now
    questions:
      - { id: chest, text: Pain in the chest now?, short: Chest pain, type: yes_no, if_unknown: act-now }
      - id: signs
        text: Any of these?
        short: Signs
        type: choices
        none: Not one of them
        options: { rash: A rash, fever: { label: A fever, key: f }, cough: A cough }
      - { id: breath, text: Hard to breathe?, short: Breath, type: yes_no, ask_if: count(signs) >= 2 }
  - id: heart
    title: Heart
    questions:
      - id: heart
        text: A heart attack, ever?
        short: Heart attack
        type: choice
        options: { never: Never, recent: Lately, older: Long ago }
        help: Say yes even if it was long ago.
        why: Labels name it.
      - id: heart_on
        text: When was it?
        short: Day of it
        type: date
        ask_if: heart in (recent, older)
        hard: { min: 1920-01-01, max: 2026-12-31 }
        soft: { min: 1970-01-01, message: That is long ago. }
      - { id: stent, text: A stent?, short: Stent, type: yes_no, ask_if: heart != never }
      - { id: stent_on, text: When was the stent put in?, short: Day of the stent, type: date, ask_if: stent = yes }
  - id: body
    title: Body
    questions:
      - id: top
        text: Blood pressure, the top number?
        short: Top number
        type: integer
        unit: mmHg
        hard: { min: 50, max: 300 }
        soft: { min: 80, max: 200, message: That is unusual. }
      - { id: pills, text: Pills for it?, short: Pills, type: yes_no, ask_if: top >= 160 }
      - id: bottom
        text: The bottom number?
        short: Bottom number
        type: integer
        unit: mmHg
        hard: { min: 20, max: 200 }
        check: { that: top > bottom, message: The top number must be the higher one. }
      - { id: weight, text: Weight?, short: Weight, type: decimal, unit: kg, hard: { min: 20, max: 400 }, soft: { max: 200 } }
      - { id: change, text: Change of weight?, short: Change, type: decimal, hard: { min: -100, max: 100 }, offer: [] }
      - { id: about_words, type: note, text: Now something in your own words. }
      - { id: words, text: Anything else?, short: Words, type: text }
      - { id: more, text: Who may be told?, short: Who, type: text, offer: [] }
      - { id: agrees, text: All said?, short: All said, type: yes_no, offer: [unsure] }
rules:
  - { id: CHEST, when: chest = yes, level: act-now, action: emergency, because: Reported pain in the chest now. }
  - { id: BREATH, when: breath = yes, level: act-now, action: clinician-now, because: Reported hard breathing. }
  - { id: HEART, when: heart = recent, level: refer-before, because: Reported a heart attack lately. }
  - { id: STENT, when: stent = yes, level: refer-discuss, because: Reported a stent. }
  - { id: HIGH, when: top >= 180 or bottom >= 120, level: act-now, action: clinician-now, because: Recorded a very high blood pressure. }
  - { id: OLD, when: years_since(heart_on) >= 20, level: refer-discuss, because: Reported something long ago. }
`)
