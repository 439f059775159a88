import { describe, expect, test } from 'vitest'
import { readHeader } from '../../src/tables/formats/header.ts'

function header(text: string, options?: Parameters<typeof readHeader>[1]) {
  return readHeader(new TextEncoder().encode(text), options)
}

/** The names, where the first record begins, and on which line. */
function named(text: string) {
  const read = header(text)
  if ('fault' in read) return `${read.line} ${read.fault}`
  return [read.names.join('|'), text.slice(read.next, read.next + 3), read.nextLine]
}

describe('the names of columns', () => {
  test.each([
    ['plain', 'one,two\n1,2\n', ['one|two', '1,2', 2]],
    ['with a semicolon', 'one;two\n1;2\n', ['one|two', '1;2', 2]],
    ['with a tabulator', 'one\ttwo\n1\t2\n', ['one|two', '1\t2', 2]],
    ['with the delimiter that stands most often', 'a;b,c,d\n1,2\n', ['a;b|c|d', '1,2', 2]],
    ['of marks only the delimiters outside count', '"a;b;c;d",e\n1,2\n', ['a;b;c;d|e', '1,2', 2]],
    ['in quotation marks', '"first","second"\n1,2\n', ['first|second', '1,2', 2]],
    ['with doubled marks', '"say ""x"" now","b"\n1,2\n', ['say "x" now|b', '1,2', 2]],
    ['with a delimiter inside', '"one, two",three\n1,2\n', ['one, two|three', '1,2', 2]],
    ['over two lines', '"one\ntwo",three\n1,2\n', ['one\ntwo|three', '1,2', 3]],
    ['over two lines of Windows', '"one\r\ntwo",three\r\n1,2\r\n', ['one\r\ntwo|three', '1,2', 3]],
    ['over two lines of an old Mac', '"one\rtwo",three\r1,2\r', ['one\rtwo|three', '1,2', 3]],
    ['after blank lines', '\n\none,two\n1,2\n', ['one|two', '1,2', 4]],
    ['one column', 'one\nyes\n', ['one', 'yes', 2]],
    ['a mark that is not closed', '"one,two\n1,2\n', '1 a quotation mark in the header is never closed'],
    ['a mark inside a name', 'o"ne,two\n1,2\n', '1 there is a quotation mark inside a name of the header'],
    ['something behind a mark', '"one"x,two\n1,2\n', '1 there is a quotation mark inside a name of the header'],
    ['a NUL byte', 'one\0,two\n1,2\n', '1 there is a NUL byte in the header'],
    ['nothing', '', '1 the file is empty'],
    ['nothing but line ends', '\n\n', '3 the file is empty'],
  ])('%s', (_, text, is) => {
    expect(named(text)).toEqual(is)
  })
})

describe('titles above the names are no names', () => {
  test.each([
    ['one', 'Our clinic\na,b,c\n1,2,3\n', ['a|b|c', '1,2', 3]],
    ['two', 'Our clinic\nNovember\na,b,c\n1,2,3\n', ['a|b|c', '1,2', 4]],
    ['with a blank line', 'Our clinic\n\na,b,c\n1,2,3\n', ['a|b|c', '1,2', 4]],
    ['with empty cells', 'Our clinic,,\n,,\na,b,c\n1,2,3\n', ['a|b|c', '1,2', 4]],
    ['and no record', 'Our clinic\na,b,c\n', ['a|b|c', '', 3]],
  ])('%s', (_, text, is) => {
    expect(named(text)).toEqual(is)
  })

  test('but a single column is a table of one, and so is one before records of two cells', () => {
    expect(named('one\nyes\nno\n')).toEqual(['one', 'yes', 2])
    expect(named('one\nyes,no\nno,no\n')).toEqual(['one', 'yes', 2])
    expect(named('one\na,b,c\n1,2\n')).toEqual(['one', 'a,b', 2])
  })

  test('which lines they are is told', () => {
    expect(header('Our clinic\n\nNovember\na,b,c\n1,2,3\n')).toMatchObject({ line: 4, headingLines: [1, 3] })
  })
})
