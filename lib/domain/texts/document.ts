export const documentKinds = ['guidelines', 'consent'] as const
export type DocumentKind = (typeof documentKinds)[number]

export const maxDocumentChars = 20_000
export const maxClassNoteChars = 2_000

/** Normalizes a text for storage: trimmed, with LF line ends. */
export const tidyText = (text: string) => text.replace(/\r\n?/g, '\n').trim()
