import type { Language } from '@/lib/domain/accounts/language'
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

/** Template of a consent text. Square brackets mark what the project must fill in. */
export const consentTemplate: Record<Language, string> = {
  en: `# Taking part in [name of the study]

## What this is
We collect what people see in images. You see one image at a time and say for each suggested label whether it is in the image.

## Why
[What the answers are used for, in one or two sentences, and who pays for it.]

## What is stored
- your answers, and how long you looked at each image
- a number that stands for you; your name or e-mail address is stored separately
- which version of this text you agreed to, and when

Results are published without anything that identifies you. Some images may be unpleasant; you can skip any of them.

## How long
Data that identifies you is deleted [date, or how long after the study ends]. Your answers stay under the number only.

## Your choice
Taking part is voluntary. You can stop at any time without giving a reason and without any disadvantage: close the page, or use the button for it if there is one. What you have submitted by then counts. You can see what is stored about you and have your identity erased; your answers then stay without any link to you.

## Questions
- [Name of the person in charge], [institution], [e-mail address]
- [Data protection officer or ethics board, with address and approval number]
`,
  de: `# Teilnahme an [Name der Studie]

## Worum es geht
Wir sammeln, was Menschen auf Bildern sehen. Du siehst ein Bild nach dem anderen und sagst zu jedem vorgeschlagenen Begriff, ob er auf das Bild zutrifft.

## Wozu
[Wofür die Antworten gebraucht werden, in ein oder zwei Sätzen, und wer das bezahlt.]

## Was gespeichert wird
- deine Antworten und wie lange du jedes Bild angesehen hast
- eine Nummer, die für dich steht; dein Name oder deine E-Mail-Adresse liegt getrennt davon
- welcher Version dieses Textes du zugestimmt hast und wann

Ergebnisse werden ohne Angaben veröffentlicht, die dich erkennen lassen. Manche Bilder können unangenehm sein; du kannst jedes überspringen.

## Wie lange
Angaben, die dich erkennen lassen, werden gelöscht [Datum, oder wie lange nach Ende der Studie]. Deine Antworten bleiben nur unter der Nummer.

## Deine Entscheidung
Die Teilnahme ist freiwillig. Du kannst jederzeit aufhören, ohne Angabe von Gründen und ohne Nachteil: Schließ die Seite, oder benutze den Knopf dafür, wenn es einen gibt. Was du bis dahin abgesendet hast, zählt. Du kannst sehen, was von dir gespeichert ist, und deine Identität löschen lassen; deine Antworten bleiben dann ohne jeden Bezug zu dir.

## Fragen
- [Name der verantwortlichen Person], [Einrichtung], [E-Mail-Adresse]
- [Datenschutzbeauftragte oder Ethikkommission, mit Anschrift und Nummer der Genehmigung]
`,
}
