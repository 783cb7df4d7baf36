/** Several texts in one cell of a table: separated by bars; a bar or backslash of a text's own has a backslash before it. */
export const joinTexts = (texts: readonly string[]) => texts.map((text) => text.replace(/[\\|]/g, '\\$&')).join('|')

/** The texts of a cell, without blanks around them and without empty ones. A lone backslash stands for itself. */
export function splitTexts(cell: string): string[] {
  const texts: string[] = []
  let text = ''
  for (let at = 0; at < cell.length; at++) {
    const isEscape = cell[at] === '\\' && (cell[at + 1] === '|' || cell[at + 1] === '\\')
    if (isEscape) text += cell[++at]
    else if (cell[at] === '|') {
      texts.push(text)
      text = ''
    } else text += cell[at]
  }
  return [...texts, text].map((one) => one.trim()).filter((one) => one !== '')
}
