/**
 * Whether a character stands in a statement as it is: it can be seen, no program on the way composes it to another, and
 * no tool that keeps models takes it for the begin of `{{ … }}`.
 */
export function isShown(sign: string): boolean {
  return (
    sign === ' ' ||
    (sign !== '{' && !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Zs}]/u.test(sign) && sign.normalize('NFC') === sign)
  )
}
