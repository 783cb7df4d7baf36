'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useState } from 'react'
import { DataTable, numberColumn } from '@/components/kit/data-table'
import { ErrorNotice } from '@/components/kit/form'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page'
import { versionQuery } from '@/lib/client/texts'
import type { DocumentHistory, DocumentVersion } from '@/lib/contracts/texts'
import { englishNameOf } from '@/lib/domain/accounts/project-language'
import { pageAddress, projectPages } from '@/lib/domain/projects/project-pages'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { counted } from '@/lib/wording/number'
import { documentWords } from '@/lib/wording/texts/document'
import { DocumentEditor } from './document-editor'
import { DocumentText } from './document-text'
import { TextChanges } from './text-changes'
import { useDocumentDraft } from './use-document-draft'
import { WaitingText } from './waiting-text'

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
            {counted(newest.readerCount, 'rater has', 'raters have')} {kind === 'consent' ? 'agreed to' : 'read'} it.
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
      {versions.length > 0 && (
        <VersionTable slug={slug} kind={kind} versions={versions} onRestore={draft.restoreVersion} />
      )}
    </>
  )
}

/** Each language is a page of its own, so that the browser warns before leaving unsaved text. */
function LanguageTabs({ slug, history }: { slug: string; history: DocumentHistory }) {
  const { kind, language, languages, ownLanguage } = history
  const address = pageAddress(slug, kind)
  const tabs = [
    { tag: ownLanguage, href: address, isHere: language === null, state: 'own language' },
    ...languages.map((one) => ({
      ...{ tag: one.language, href: `${address}?language=${one.language}`, isHere: one.language === language },
      state: one.state,
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

interface VersionTableProps {
  slug: string
  kind: DocumentKind
  versions: DocumentVersion[]
  onRestore: (wording: { version: number; text: string }) => void
}

function VersionTable({ slug, kind, versions, onRestore }: VersionTableProps) {
  const [open, setOpen] = useState<number | null>(null)
  return (
    <Section title="Versions" note="All versions. Versions never change.">
      <DataTable
        label="Versions"
        columns={[
          {
            key: 'version',
            head: 'Version',
            cell: ({ version, charCount }, index) => (
              <>
                {version}
                {index === 0 && <span className="text-second">{charCount > 0 ? ' current' : ' withdrawn'}</span>}
              </>
            ),
          },
          { key: 'saved', head: 'Saved', cell: ({ createdAt }) => <Moment at={createdAt} /> },
          {
            key: 'author',
            head: 'By',
            importance: 'low',
            cell: ({ author }) => author ?? <span className="text-second">unknown</span>,
          },
          numberColumn<DocumentVersion>('characters', 'Characters', ({ charCount }) => charCount, {
            importance: 'low',
          }),
          numberColumn<DocumentVersion>('readers', documentWords[kind].readBy, ({ readerCount }) => readerCount),
        ]}
        rows={versions}
        rowKey={({ version }) => version}
        actions={({ version }) => (
          <Button size="small" aria-label={`Show version ${version}`} onClick={() => setOpen(version)}>
            Show
          </Button>
        )}
      />
      {open !== null && (
        <VersionDialog
          slug={slug}
          kind={kind}
          version={open}
          versions={versions}
          onClose={() => setOpen(null)}
          onRestore={(text) => {
            onRestore({ version: open, text })
            setOpen(null)
          }}
        />
      )}
    </Section>
  )
}

interface VersionDialogProps extends Omit<VersionTableProps, 'onRestore'> {
  version: number
  onClose: () => void
  onRestore: (text: string) => void
}

function VersionDialog({ slug, kind, version, versions, onClose, onRestore }: VersionDialogProps) {
  const others = versions.filter((other) => other.version !== version)
  const before = others.find((other) => other.version < version)?.version
  const [from, setFrom] = useState<number | undefined>(before)
  const { data, error } = useQuery(versionQuery(slug, kind, version, from))
  const isNewest = versions[0]!.version === version
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title={`Version ${version}`}
      actions={
        !isNewest && (
          <Button disabled={!data} onClick={() => data && onRestore(data.text)}>
            Use this text again
          </Button>
        )
      }
    >
      {others.length > 0 && (
        <div className="mb-4 max-w-64">
          <Select
            label="Show"
            value={from ?? ''}
            onChange={(event) =>
              setFrom(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))
            }
            options={others.map((other) => [other.version, `Changes from version ${other.version}`])}
          >
            <option value="">Full text</option>
          </Select>
        </div>
      )}
      {error ? (
        <ErrorNotice error={error} />
      ) : !data ? (
        <WaitingText />
      ) : data.changes ? (
        <TextChanges changes={data.changes} />
      ) : data.text === '' ? (
        <p className="text-second">This version is empty: the text was withdrawn.</p>
      ) : (
        <DocumentText html={data.html} />
      )}
    </Dialog>
  )
}
