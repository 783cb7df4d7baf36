'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Options, Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { versionQuery } from '@/lib/client/texts'
import type { DocumentVersion } from '@/lib/contracts/texts'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { DocumentText } from './document-text'
import { TextChanges } from './text-changes'
import { WaitingText } from './waiting-text'

interface VersionDialogProps {
  slug: string
  kind: DocumentKind
  version: number
  versions: DocumentVersion[]
  onClose: () => void
  onRestore: (text: string) => void
}

export function VersionDialog({ slug, kind, version, versions, onClose, onRestore }: VersionDialogProps) {
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
          >
            <option value="">Full text</option>
            <Options of={others.map((other) => [other.version, `Changes from version ${other.version}`])} />
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
