'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DataTable, numberColumn } from '@/components/kit/data-table'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { versionQuery } from '@/lib/client/texts'
import type { DocumentVersion } from '@/lib/contracts/texts'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { documentWords } from '@/lib/wording/texts/document'
import { DocumentText } from './document-text'
import { TextChanges } from './text-changes'
import { WaitingText } from './waiting-text'

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
          numberColumn<DocumentVersion>('characters', 'Characters', ({ charCount }) => charCount, {
            importance: 'low',
          }),
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

interface VersionDialogProps {
  slug: string
  kind: DocumentKind
  version: number
  versions: DocumentVersion[]
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
        <Notice tone="error">{error.message}</Notice>
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
