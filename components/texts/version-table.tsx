'use client'

import { useState } from 'react'
import { DataTable } from '@/components/kit/data-table'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import type { DocumentVersion } from '@/lib/contracts/texts'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { documentWords } from '@/lib/wording/texts/document'
import { VersionDialog } from './version-dialog'

interface VersionTableProps {
  slug: string
  kind: DocumentKind
  versions: DocumentVersion[]
  onRestore: (wording: { version: number; text: string }) => void
}

export function VersionTable({ slug, kind, versions, onRestore }: VersionTableProps) {
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
          {
            key: 'characters',
            head: 'Characters',
            importance: 'low',
            isNumber: true,
            cell: ({ charCount }) => charCount,
          },
          { key: 'readers', head: documentWords[kind].readBy, isNumber: true, cell: ({ readerCount }) => readerCount },
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
