/**
 * Returns the text of a live region after an announcement. Screen readers do not read a text again that has not changed,
 * so a repeated announcement gets a space that is not heard.
 */
export const announced = (before: string, text: string): string => (text && text === before ? `${text}\u00a0` : text)
