/**
 * Returns the unfilled template placeholders of a text, in square brackets, in order and without duplicates. Ignores
 * links (`[words](address)`, `[words][name]`) and short references such as `[1]`.
 */
export const openBrackets = (text: string): string[] => [
  ...new Set([...text.matchAll(/(?<!\])\[[^[\]\n]*\p{L}{2}[^[\]\n]*\](?![([:])/gu)].map(([bracket]) => bracket)),
]
