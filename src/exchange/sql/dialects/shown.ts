/** Whether a character stands in a statement as it is: it can be seen, and no program on the way composes it to another. */
export function isShown(sign: string): boolean {
  return sign === ' ' || (!/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Zs}]/u.test(sign) && sign.normalize('NFC') === sign)
}
