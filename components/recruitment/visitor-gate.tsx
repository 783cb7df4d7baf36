import { DocumentGate, type DocumentGateProps } from '@/components/texts/document-gate'
import { declineConsent } from '@/lib/client/rating/visit'
import { VisitTerms } from './visit-bar'

/** The text that a panel's participant reads first: with time and pay above it, and a refusal that ends the visit. */
export function VisitorGate(props: Pick<DocumentGateProps, 'slug' | 'kind' | 'language' | 'onDone'>) {
  const { slug, onDone } = props
  const decline = () => declineConsent(slug).then(onDone)
  return <DocumentGate {...props} before={<VisitTerms slug={slug} />} onDecline={decline} />
}
