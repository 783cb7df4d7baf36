/** Replaces line breaks and other control characters, with the spaces around them, by one space. */
export const oneLine = (text: string) =>
  text.replaceAll(/[\s\p{Cc}]+/gu, (gap) => (/[\p{Cc}\u2028\u2029]/u.test(gap) ? ' ' : gap))
