'use client'

import { Moment } from '@/components/kit/moment'
import type { DocumentHistory } from '@/lib/contracts/texts'
import { counted } from '@/lib/wording/number'
import { documentWords } from '@/lib/wording/texts/document'
import { DocumentEditor } from './document-editor'
import { TextsHeader } from './texts-header'
import { useDocumentDraft } from './use-document-draft'
import { VersionTable } from './version-table'

/** A text of the project: writing it, and all the wordings it had. */
export function DocumentPage({ slug, history }: { slug: string; history: DocumentHistory }) {
  const { kind, versions, text } = history
  const newest = versions[0]
  const draft = useDocumentDraft(slug, kind, { text, version: newest?.version ?? null })
  return (
    <>
      <TextsHeader slug={slug} here={kind}>
        {newest && text !== '' ? (
          <>
            Version {newest.version}, saved <Moment at={newest.createdAt} />.{' '}
            {counted(newest.readerCount, 'rater has', 'raters have', 'en')} {kind === 'consent' ? 'agreed to' : 'read'}{' '}
            it.
          </>
        ) : (
          documentWords[kind].none
        )}
      </TextsHeader>
      <DocumentEditor slug={slug} kind={kind} draft={draft} />
      {versions.length > 0 && <VersionTable slug={slug} kind={kind} versions={versions} onRestore={draft.takeUp} />}
    </>
  )
}
