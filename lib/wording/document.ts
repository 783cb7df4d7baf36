import type { DocumentKind } from '@/lib/domain/document'

/** What admins read about each text. */
export const documentWords: Record<
  DocumentKind,
  { title: string; purpose: string; none: string; readBy: string; warning: string }
> = {
  guidelines: {
    title: 'Guidelines',
    purpose: 'What counts and what does not. Raters read it before their first task and can open it at any time.',
    none: 'There are no guidelines. Raters begin without reading anything.',
    readBy: 'Read by',
    warning: 'Every rater is shown what has changed, and goes on only after saying “I have read this”.',
  },
  consent: {
    title: 'Consent',
    purpose: 'What raters agree to before they see anything else. Those who do not agree are led away.',
    none: 'There is no consent text. Raters are asked for nothing.',
    readBy: 'Agreed by',
    warning: 'Every rater has to agree again, and goes on only after that.',
  },
}
