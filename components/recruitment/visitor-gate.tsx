import { DocumentGate, type DocumentGateProps } from '@/components/texts/document-gate'
import { declineConsent } from '@/lib/client/rating/visit'
import { VisitTerms } from './visit-bar'

/** The first text that a panel's participant reads, with duration and pay above it. Declining ends the visit. */
export function VisitorGate(props: Pick<DocumentGateProps, 'slug' | 'kind' | 'language' | 'onDone'>) {
  const { slug, onDone } = props
  const decline = () => declineConsent(slug).then(onDone)
  return <DocumentGate {...props} before={<VisitTerms slug={slug} />} onDecline={decline} />
}
