import { useTranslations } from 'next-intl'
import { creditLine, licenseName, webAddress } from '@/lib/wording/images/credit'

interface PhotoCreditProps {
  image: { credit?: string | null; creditUrl?: string | null; license: string | null }
}

function Linked({ text, address }: { text: string; address: string | null }) {
  if (address === null) return text
  return (
    <a href={address} target="_blank" rel="noreferrer" className="rounded-[4px] hover:underline">
      {text}
    </a>
  )
}

export function PhotoCredit({ image }: PhotoCreditProps) {
  const t = useTranslations('common')
  const { credit = null, creditUrl = null, license } = image
  const source = webAddress(creditUrl)
  return (
    <span title={creditLine({ credit, license }) ?? undefined}>
      {credit ? <Linked text={credit} address={source} /> : source && <Linked text={t('source')} address={source} />}
      {license && (
        <>
          {(credit || source) && ', '}
          <Linked text={licenseName(license)} address={webAddress(license)} />
        </>
      )}
    </span>
  )
}
