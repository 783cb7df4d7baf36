/** Returns the trimmed lines of a text with one entry per line, without blank ones. */
export const textLines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
