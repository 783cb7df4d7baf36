'use client'

import { clsx } from 'clsx'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { DocumentHistory, TranslationState } from '@/lib/contracts/texts'
import { englishNameOf } from '@/lib/domain/accounts/project-language'
import { pageAddress, projectPages } from '@/lib/domain/projects/project-pages'
import { counted } from '@/lib/wording/number'
import { documentWords } from '@/lib/wording/texts/document'
import { DocumentEditor } from './document-editor'
import { useDocumentDraft } from './use-document-draft'
import { VersionTable } from './version-table'

const stateWords: Record<TranslationState, string> = {
  current: 'current',
  outdated: 'outdated',
  missing: 'missing',
}

export function DocumentPage({ slug, history }: { slug: string; history: DocumentHistory }) {
  const { kind, text, version, language, languages, ownLanguage, ownText } = history
  const versions = history.versions.filter((one) => one.language === language)
  const newest = versions[0]
  const isOutdated = languages.some((one) => one.language === language && one.state === 'outdated')
  const draft = useDocumentDraft(slug, kind, { text, version, language, isOutdated })
  const name = englishNameOf(language ?? ownLanguage)
  return (
    <>
      <PageHeader title={projectPages[kind].title}>
        {newest && text !== '' ? (
          <>
            Version {newest.version}, saved <Moment at={newest.createdAt} />.{' '}
            {counted(newest.readerCount, 'rater has', 'raters have', 'en')} {kind === 'consent' ? 'agreed to' : 'read'}{' '}
            it.
          </>
        ) : language === null ? (
          documentWords[kind].none
        ) : (
          `There is no text in ${name} yet. Raters with this language read the one in ${englishNameOf(ownLanguage)}.`
        )}
      </PageHeader>
      {languages.length > 0 && <LanguageTabs slug={slug} history={history} />}
      {isOutdated && draft.base.isOutdated && (
        <Notice tone="info" className="mb-4">
          This translates an earlier version, so raters read the text in {englishNameOf(ownLanguage)} instead. Update
          what has changed, or save it as it is.
        </Notice>
      )}
      {language !== null && ownText === '' ? (
        <Notice tone="info">
          There is no text to translate. Write it in {englishNameOf(ownLanguage)} first, the project’s own language.
        </Notice>
      ) : (
        <DocumentEditor slug={slug} kind={kind} draft={draft} language={language} ownLanguage={ownLanguage} />
      )}
      {language !== null && ownText !== '' && <OwnText text={ownText} language={ownLanguage} />}
      {versions.length > 0 && <VersionTable slug={slug} kind={kind} versions={versions} onRestore={draft.takeUp} />}
    </>
  )
}

/** Each language is a page of its own, so that the browser warns before leaving unsaved text. */
function LanguageTabs({
  slug,
  history: { kind, language, languages, ownLanguage },
}: {
  slug: string
  history: DocumentHistory
}) {
  const address = pageAddress(slug, kind)
  const tabs = [
    { tag: ownLanguage, href: address, isHere: language === null, state: 'own language' },
    ...languages.map((one) => ({
      ...{ tag: one.language, href: `${address}?language=${one.language}`, isHere: one.language === language },
      state: stateWords[one.state],
    })),
  ]
  return (
    <nav aria-label="Languages" className="mb-4 flex flex-wrap gap-1.5">
      {tabs.map(({ tag, href, isHere, state }) => (
        <a
          key={tag}
          href={href}
          aria-current={isHere ? 'page' : undefined}
          className={clsx(
            'inline-flex min-h-8 items-center gap-1.5 rounded-control border px-2.5 text-[13px] touch:min-h-11',
            isHere ? 'border-accent bg-accent-soft font-medium' : 'border-edge hover:bg-sunken',
          )}
        >
          {englishNameOf(tag)} <span className="font-normal text-second text-small">{state}</span>
        </a>
      ))}
    </nav>
  )
}

function OwnText({ text, language }: { text: string; language: string }) {
  return (
    <Section title={`Text in ${englishNameOf(language)}`} note="What is translated, in Markdown.">
      <pre
        lang={language}
        dir="auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
        tabIndex={0}
        className="max-h-[52dvh] overflow-auto whitespace-pre-wrap rounded-control border bg-sunken px-3 py-2.5 font-mono text-[13px] leading-5"
      >
        {text}
      </pre>
    </Section>
  )
}
