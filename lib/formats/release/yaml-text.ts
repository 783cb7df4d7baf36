/**
 * Returns a text as a quoted YAML string. JSON is YAML except for characters that YAML takes for line breaks or rejects.
 * Always quoted, because a bare “no” would be read as false, and a bare date as a date.
 */
export const yamlText = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
