/** Returns a value as JSON for a script element, in which no text can end the element. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c')
