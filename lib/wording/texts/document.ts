import type { DocumentKind } from '@/lib/domain/texts/document'

/** What admins read about each text. */
export const documentWords: Record<
  DocumentKind,
  { title: string; purpose: string; none: string; readBy: string; first: string; again: string }
> = {
  guidelines: {
    title: 'Guidelines',
    purpose: 'What counts and what does not. Raters read it before their first task and can open it at any time.',
    none: 'There are no guidelines. Raters begin without reading anything.',
    readBy: 'Read by',
    first: 'From then on raters read it before they go on.',
    again: 'Every rater is stopped, shown what has changed, and goes on after saying “I have read this”.',
  },
  consent: {
    title: 'Consent',
    purpose: 'What raters agree to before they see anything else. Those who do not agree are led away.',
    none: 'There is no consent text. Raters are asked for nothing.',
    readBy: 'Agreed by',
    first: 'From then on raters are asked before they go on, those who have rated already too.',
    again: 'Every rater is stopped and has to agree again, also after a small change.',
  },
}
