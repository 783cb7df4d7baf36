import type { DocumentKind } from '@/lib/domain/texts/document'

/** Descriptions of the texts, for admins. */
export const documentWords: Record<
  DocumentKind,
  { title: string; purpose: string; none: string; readBy: string; first: string; again: string }
> = {
  guidelines: {
    title: 'Guidelines',
    purpose: 'What counts and what does not. Raters read them before their first task and can open them at any time.',
    none: 'There are no guidelines. Raters start without reading any.',
    readBy: 'Read by',
    first: 'Raters must read them before they continue.',
    again: 'Every rater must read what changed and confirm “I have read this” before continuing.',
  },
  consent: {
    title: 'Consent',
    purpose: 'What raters agree to before they see anything else. Raters who decline cannot continue.',
    none: 'There is no consent text. Raters start without agreeing to anything.',
    readBy: 'Agreed by',
    first: 'Raters must agree before they continue, including those who have already rated.',
    again: 'Every rater must agree again before continuing, even after a small change.',
  },
}
