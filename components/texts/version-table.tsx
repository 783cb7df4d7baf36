'use client'

import { useState } from 'react'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { DocumentVersion } from '@/lib/contracts/texts'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { wholeNumber } from '@/lib/wording/number'
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
    <Section title="Versions" note="Every wording there was. None is ever changed.">
      <Table label="Versions" className="[&_td]:whitespace-nowrap">
        <TableHead>
          <tr>
            <HeadCell>Version</HeadCell>
            <HeadCell>Saved</HeadCell>
            <HeadCell className="max-desk:hidden">By</HeadCell>
            <HeadCell isNumber className="max-desk:hidden">
              Characters
            </HeadCell>
            <HeadCell isNumber>{documentWords[kind].readBy}</HeadCell>
            <HeadCell>
              <span className="sr-only">Show</span>
            </HeadCell>
          </tr>
        </TableHead>
        <tbody>
          {versions.map(({ version, createdAt, author, charCount, readerCount }, place) => (
            <TableRow key={version}>
              <TableCell className="tabular-nums">
                {version}
                {place === 0 && <span className="text-second">{charCount > 0 ? ' stands' : ' out of force'}</span>}
              </TableCell>
              <TableCell>
                <Moment at={createdAt} />
              </TableCell>
              <TableCell className="max-desk:hidden">
                {author ?? <span className="text-second">not known</span>}
              </TableCell>
              <TableCell isNumber className="max-desk:hidden">
                {wholeNumber(charCount, 'en')}
              </TableCell>
              <TableCell isNumber>{wholeNumber(readerCount, 'en')}</TableCell>
              <TableCell className="text-end!">
                <Button size="small" aria-label={`Show version ${version}`} onClick={() => setOpen(version)}>
                  Show
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
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
