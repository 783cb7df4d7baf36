'use client'

import { Moment } from '@/components/kit/moment'
import { PageHeader } from '@/components/ui/page-header'
import type { DocumentHistory } from '@/lib/contracts/texts'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { counted } from '@/lib/wording/number'
import { documentWords } from '@/lib/wording/texts/document'
import { DocumentEditor } from './document-editor'
import { useDocumentDraft } from './use-document-draft'
import { VersionTable } from './version-table'

/** A text of the project: writing it, and all the wordings it had. */
export function DocumentPage({ slug, history }: { slug: string; history: DocumentHistory }) {
  const { kind, versions, text } = history
  const newest = versions[0]
  const draft = useDocumentDraft(slug, kind, { text, version: newest?.version ?? null })
  return (
    <>
      <PageHeader title={projectPages[kind].title}>
        {newest && text !== '' ? (
          <>
            Version {newest.version}, saved <Moment at={newest.createdAt} />.{' '}
            {counted(newest.readerCount, 'rater has', 'raters have', 'en')} {kind === 'consent' ? 'agreed to' : 'read'}{' '}
            it.
          </>
        ) : (
          documentWords[kind].none
        )}
      </PageHeader>
      <DocumentEditor slug={slug} kind={kind} draft={draft} />
      {versions.length > 0 && <VersionTable slug={slug} kind={kind} versions={versions} onRestore={draft.takeUp} />}
    </>
  )
}
