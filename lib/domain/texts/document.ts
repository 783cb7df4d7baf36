/** Texts that raters read, or agree to, before they rate. */
export const documentKinds = ['guidelines', 'consent'] as const
export type DocumentKind = (typeof documentKinds)[number]

export const maxDocumentChars = 20_000
export const maxClassNoteChars = 2_000

/** A text as it is kept: no spaces around it, one kind of line end. */
export const tidyText = (text: string) => text.replace(/\r\n?/g, '\n').trim()
