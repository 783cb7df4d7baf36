/**
 * What a text has left in square brackets, in order and each once: placeholders of a template that nobody has filled in.
 * Links (`[words](address)`, `[words][name]`) and short marks such as `[1]` are none.
 */
export const openBrackets = (text: string): string[] => [
  ...new Set([...text.matchAll(/(?<!\])\[[^[\]\n]*\p{L}{2}[^[\]\n]*\](?![([:])/gu)].map(([bracket]) => bracket)),
]
