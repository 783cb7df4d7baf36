'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useId, useRef, useState } from 'react'
import { ErrorNotice, errorText } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageForm } from '@/components/ui/page-form'
import { useSettledText } from '@/components/ui/use-settled-text'
import { previewQuery } from '@/lib/client/texts'
import { languageName, languages } from '@/lib/domain/accounts/language'
import { englishNameOf } from '@/lib/domain/accounts/project-language'
import { type DocumentKind, maxDocumentChars } from '@/lib/domain/texts/document'
import { openBrackets } from '@/lib/domain/texts/open-brackets'
import { wholeNumber } from '@/lib/wording/number'
import { consentTemplate, documentWords } from '@/lib/wording/texts/document'
import { DocumentText } from './document-text'
import type { DocumentDraft } from './use-document-draft'

interface DocumentEditorProps {
  slug: string
  kind: DocumentKind
  draft: DocumentDraft
  /** Language of the translation. Null: the project's own language. */
  language: string | null
  ownLanguage: string
}

const savedWords = { idle: '', saving: 'Saving', saved: 'Saved', same: 'This text is already the current version.' }

/** Describes what saving the changes means for raters. */
function savingText({ kind, draft, language }: DocumentEditorProps, isEnding: boolean) {
  if (kind === 'consent' && openBrackets(draft.text).length > 0)
    return 'Replace the placeholders in square brackets before you save.'
  if (language !== null)
    return isEnding
      ? 'Raters with this language read the text in the project’s own language again.'
      : `Raters who read ${englishNameOf(language)} see it from now on. Nobody has to read it or agree to it again.`
  if (isEnding) return 'Raters no longer have to read it or agree to it. Earlier confirmations stay on record.'
  return draft.base.text === '' ? documentWords[kind].first : documentWords[kind].again
}

function Templates({ onChoose }: { onChoose: (text: string) => void }) {
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2">
      <span className="text-second">Start from a template:</span>
      {languages.map((one) => (
        <Button key={one} size="small" lang={one} onClick={() => onChoose(consentTemplate[one])}>
          {languageName[one]}
        </Button>
      ))}
    </div>
  )
}

export function DocumentEditor(props: DocumentEditorProps) {
  const { slug, kind, draft, language, ownLanguage } = props
  const { text, base, isChanged, state, restoredVersion } = draft
  const isOutdated = base.isOutdated && text.trim() !== ''
  const isTooLong = text.length > maxDocumentChars
  const canSave = (isChanged || isOutdated) && !isTooLong && state !== 'saving'
  const isEnding = isChanged && text.trim() === '' && base.text !== ''

  return (
    <PageForm
      onSubmit={(event) => {
        event.preventDefault()
        void draft.save()
      }}
    >
      {restoredVersion !== null && (
        <Notice tone="info" className="mb-4">
          Version {restoredVersion} is in the editor. Save it as a new version to use it again.
        </Notice>
      )}
      <div className="grid gap-5 desk:grid-cols-2">
        <TextField kind={kind} draft={draft} language={language ?? ownLanguage} isTooLong={isTooLong} />
        <DocumentPreview slug={slug} text={isTooLong ? '' : text} />
      </div>
      {kind === 'consent' && text.trim() === '' && <Templates onChoose={draft.write} />}
      <ErrorNotice className="mt-4">{draft.error}</ErrorNotice>
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button tone="main" type="submit" disabled={!canSave}>
          {isEnding ? `Withdraw ${language === null ? 'text' : 'translation'}` : 'Save as a new version'}
        </Button>
        <TextFile onText={draft.replace} />
        {restoredVersion !== null && <Button onClick={draft.leave}>Discard changes</Button>}
        <p role="status" className="min-w-0 flex-1 text-second">
          {isChanged && state !== 'saving' ? savingText(props, isEnding) : savedWords[state]}
        </p>
      </div>
    </PageForm>
  )
}

interface TextFieldProps {
  kind: DocumentKind
  draft: DocumentDraft
  language: string
  isTooLong: boolean
}

function TextField({ kind, draft, language, isTooLong }: TextFieldProps) {
  const id = useId()
  const words = documentWords[kind]
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-[13px]">
        {words.title} <span className="font-normal text-second">in Markdown</span>
      </label>
      <textarea
        id={id}
        dir="auto"
        lang={language}
        value={draft.text}
        onChange={(event) => draft.write(event.currentTarget.value)}
        aria-describedby={`${id}-count`}
        aria-invalid={isTooLong || undefined}
        spellCheck
        className="h-[52dvh] min-h-72 w-full resize-y rounded-control border border-edge bg-card px-3 py-2.5 font-mono text-[13px] leading-5 aria-invalid:border-danger"
      />
      <p id={`${id}-count`} className={clsx('text-small tabular-nums', isTooLong ? 'text-danger' : 'text-second')}>
        {wholeNumber(draft.text.length)} of {wholeNumber(maxDocumentChars)} characters. {words.purpose}
      </p>
    </div>
  )
}

const pauseMs = 300

/** Preview of the text as raters will see it, updated shortly after the last key press. */
function DocumentPreview({ slug, text }: { slug: string; text: string }) {
  const settled = useSettledText(text, pauseMs)
  const { data, error } = useQuery({ ...previewQuery(slug, settled), enabled: settled.trim() !== '' })
  return (
    <section aria-label="Preview" className="flex min-w-0 flex-col gap-1.5">
      <p className="font-medium text-[13px]">As raters see it</p>
      <div className="h-[52dvh] min-h-72 overflow-y-auto rounded-control border bg-card px-5 py-4">
        {error ? (
          <p className="text-danger">Could not load the preview: {errorText(error)}</p>
        ) : settled.trim() === '' ? (
          <p className="text-second">Nothing to preview yet.</p>
        ) : (
          data && <DocumentText html={data.html} />
        )}
      </div>
    </section>
  )
}

/** At most four bytes per character. */
const maxBytes = 4 * maxDocumentChars

/** Loads a file into the editor, for review before saving. */
function TextFile({ onText }: { onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  async function take(file: File | undefined) {
    if (!file) return
    if (file.size > maxBytes) return setProblem(`${file.name} is too long for a text.`)
    try {
      onText(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()))
      setProblem(null)
    } catch {
      setProblem(`${file.name} is not UTF-8 text. Save it as UTF-8 first.`)
    }
  }
  return (
    <>
      <Button onClick={() => input.current?.click()}>Take from a file…</Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File with the text"
        accept=".md,.markdown,.txt,text/plain,text/markdown"
        onChange={(event) => {
          void take(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      {problem && (
        <p role="alert" className="text-danger">
          {problem}
        </p>
      )}
    </>
  )
}
