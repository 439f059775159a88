/**
 * Whether a character can be written in a statement as it is: it is visible, no program on the way composes it to
 * another one, and no templating tool takes it for the beginning of `{{ … }}`.
 */
export function isShown(sign: string): boolean {
  return (
    sign === ' ' ||
    (sign !== '{' && !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Zs}]/u.test(sign) && sign.normalize('NFC') === sign)
  )
}
