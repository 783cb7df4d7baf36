import { LanguageSwitch } from '@/components/kit/language-switch'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { AreaMessages } from '@/components/ui/area-messages'
import { Chip } from '@/components/ui/chip'
import { DownloadLink, TextLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import { publicFileAddress, publicPartAddress } from '@/lib/client/releases'
import { addressOf } from '@/lib/contracts/address-of'
import type { PublicRelease } from '@/lib/contracts/releases/release-file'
import type { Language } from '@/lib/domain/accounts/language'
import { scriptJson } from '@/lib/domain/script-json'
import { dayOf } from '@/lib/wording/date'
import { FileTable } from './file-table'
import {
  CardSection,
  CitationSection,
  Commands,
  ReleaseFigures,
  ReleaseParts,
  releaseTexts,
  VerifySection,
  WithdrawnNotice,
} from './release-sections'

interface Props {
  slug: string
  release: PublicRelease
  language: Language
}

/** A release for everyone. It links to nothing that needs an account. */
export async function PublicReleasePage({
  slug,
  release: { detail, newer, files, origin, metadata },
  language,
}: Props) {
  const { release, facts, citation, cardHtml, parts } = detail
  const { version, withdrawn, checksum } = release
  const t = await releaseTexts(language)
  const fileAddress = (name: string) => publicFileAddress(slug, version, name)
  const partAddress = (name: string) => publicPartAddress(slug, version, name)
  const download = [
    `curl -fsSO ${origin}${partAddress('SHA256SUMS')}`,
    `cut -c 67- SHA256SUMS | xargs -I {} curl -fsSO ${origin}${partAddress('')}{}`,
  ]
  return (
    <AreaMessages areas={['release']}>
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: scriptJson lets no text end the element
        dangerouslySetInnerHTML={{ __html: scriptJson(metadata) }}
      />
      <div className="min-h-dvh touch:[&_button]:min-h-11 touch:[&_button]:min-w-11">
        <header className="flex h-12 items-center gap-1 border-b bg-card px-4">
          <span className="font-semibold">Reassess</span>
          <span className="flex-1" />
          <LanguageSwitch />
          <ThemeToggle />
        </header>
        <main className="mx-auto max-w-[1120px] px-4 pt-7 pb-16">
          <PageHeader
            title={t('title', { project: facts.projectName, version })}
            mark={facts.hasSimulated && <SimulatedMark>{t('simulated')}</SimulatedMark>}
          >
            <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
              {withdrawn && <Chip tone="no">{t('withdrawn')}</Chip>}
              {facts.authors && <span className="w-full text-text">{facts.authors.join(', ')}</span>}
              <span>{t('publishedOn', { date: dayOf(new Date(release.publishedAt), language) })}</span>
              {newer !== null && (
                <TextLink href={addressOf('/r/[project]/[version]', { project: slug, version: newer })}>
                  {t('newer', { version: newer })}
                </TextLink>
              )}
            </span>
          </PageHeader>
          <WithdrawnNotice withdrawn={withdrawn} language={language} />
          <ReleaseFigures facts={facts} language={language} />
          <CitationSection citation={citation} checksum={checksum} language={language} />
          <CardSection html={cardHtml} language={language} />
          {files.files.length > 0 && (
            <Section
              title={t('files')}
              note={t('filesNote')}
              action={<DownloadLink href={fileAddress(files.checksumsName)}>{t('checksums')}</DownloadLink>}
            >
              <FileTable files={files.files.map((file) => ({ ...file, address: fileAddress(file.fileName) }))} />
            </Section>
          )}
          <VerifySection
            checksum={checksum}
            language={language}
            command={[...download, 'sha256sum --check SHA256SUMS', 'sha256sum SHA256SUMS'].join('\n')}
            commandLabel={t('copyCommands')}
          >
            <p>{t('downloadParts')}</p>
            <Commands lines={download} />
          </VerifySection>
          <ReleaseParts parts={parts} addressOf={partAddress} language={language} />
        </main>
      </div>
    </AreaMessages>
  )
}
