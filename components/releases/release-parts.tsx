import { DataTable } from '@/components/kit/data-table'
import { Section } from '@/components/kit/section'
import { releasePartAddress } from '@/lib/client/releases'
import type { ReleaseDetail } from '@/lib/contracts/releases/release'
import { byteSizeText } from '@/lib/wording/byte-size'
import { counted } from '@/lib/wording/number'
import { CopyButton } from './copy-button'

const metadataNames = ['card.md', 'facts.json', 'SHA256SUMS']

const Commands = ({ lines }: { lines: string[] }) => (
  <pre className="whitespace-pre-wrap break-all rounded-control bg-sunken px-3 py-2 font-mono text-small">
    {lines.join('\n')}
  </pre>
)

export function ReleaseParts({ slug, detail }: { slug: string; detail: ReleaseDetail }) {
  const { release, parts } = detail
  const verify = `npx reassess release verify --project ${slug} --release ${release.version}`
  const download = (name: string) => (
    <a
      href={releasePartAddress(slug, release.version, name)}
      download
      className="text-accent underline underline-offset-2"
    >
      {name}
    </a>
  )
  return (
    <>
      <Section
        title="Verify the release"
        note="The content hash is the SHA-256 of the list of all part hashes, so standard tools can verify it."
        action={<CopyButton text={verify}>Copy command</CopyButton>}
      >
        <div className="grid gap-3 text-[13px] lg:grid-cols-2 [&>*]:min-w-0">
          <div className="flex flex-col gap-2 rounded-card border bg-card px-4 py-3">
            <p>With the parts below in one folder:</p>
            <Commands lines={['sha256sum --check SHA256SUMS', 'sha256sum SHA256SUMS', `# ${release.checksum}`]} />
          </div>
          <div className="flex flex-col gap-2 rounded-card border bg-card px-4 py-3">
            <p>On this server, against the stored parts:</p>
            <Commands lines={[verify]} />
            <p className="text-second">It reports for each part whether it matches what was published.</p>
          </div>
        </div>
      </Section>
      <Section
        title="Parts"
        note={
          <>
            Everything the release contains, as text. Also available:{' '}
            {metadataNames.map((name, index) => (
              <span key={name}>
                {index > 0 && ', '}
                {download(name)}
              </span>
            ))}
            .
          </>
        }
      >
        <details>
          <summary className="mb-2 w-fit rounded-control text-second hover:text-text">
            {counted(parts.length, 'part', 'parts', 'en')} with checksums
          </summary>
          <DataTable
            label="Parts of the release"
            columns={[
              { key: 'part', head: 'Part', cell: ({ name }) => download(name) },
              { key: 'lines', head: 'Lines', isNumber: true, cell: ({ rows }) => rows },
              { key: 'size', head: 'Size', isNumber: true, cell: ({ bytes }) => byteSizeText(bytes) },
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
    </>
  )
}
