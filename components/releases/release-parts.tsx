import { DataTable, numberColumn } from '@/components/kit/data-table'
import { Section } from '@/components/kit/section'
import type { ReleaseDetail } from '@/lib/contracts/releases/release'
import type { Language } from '@/lib/domain/accounts/language'
import { byteSizeText } from '@/lib/wording/byte-size'
import { wholeNumber } from '@/lib/wording/number'
import { releaseTexts } from './release-sections'

const metadataNames = ['card.md', 'facts.json', 'SHA256SUMS']

type Part = ReleaseDetail['parts'][number]

interface ReleasePartsProps {
  parts: Part[]
  addressOf: (name: string) => string
  language: Language
}

export async function ReleaseParts({ parts, addressOf, language }: ReleasePartsProps) {
  const t = await releaseTexts(language)
  const download = (name: string) => (
    <a href={addressOf(name)} download className="text-accent underline underline-offset-2">
      {name}
    </a>
  )
  const names = () =>
    metadataNames.map((name, index) => (
      <span key={name}>
        {index > 0 && ', '}
        {download(name)}
      </span>
    ))
  return (
    <Section title={t('parts')} note={t.rich('partsNote', { names })}>
      <details>
        <summary className="mb-2 w-fit rounded-control text-second hover:text-text">
          {t('partsCount', { count: parts.length })}
        </summary>
        <DataTable
          label={t('partsLabel')}
          columns={[
            { key: 'part', head: t('part'), cell: ({ name }) => download(name) },
            numberColumn<Part>('lines', t('lines'), ({ rows }) => wholeNumber(rows, language)),
            numberColumn<Part>('size', t('size'), ({ bytes }) => byteSizeText(bytes, language)),
            {
              key: 'sum',
              head: 'SHA-256',
              importance: 'low',
              cell: ({ sha256 }) => <span className="font-mono text-small">{sha256.slice(0, 16)}</span>,
              cellTitle: ({ sha256 }) => sha256,
            },
          ]}
          rows={parts}
          rowKey={({ name }) => name}
        />
      </details>
    </Section>
  )
}
