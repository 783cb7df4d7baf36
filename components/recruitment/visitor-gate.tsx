import { DocumentGate, type DocumentGateProps } from '@/components/texts/document-gate'
import { NotLoaded, WaitingText } from '@/components/texts/waiting-text'
import { declineConsent } from '@/lib/client/rating/visit'
import { useOwnVisit } from './use-own-visit'
import { VisitTerms } from './visit-terms'

/**
 * The first text that a panel's participant reads, with duration and pay above it: nobody can agree before these are
 * shown. Declining ends the visit.
 */
export function VisitorGate(props: Omit<DocumentGateProps, 'onDecline' | 'before'>) {
  const { slug, raterId, onDone } = props
  const { data: visit, isError, refetch } = useOwnVisit(slug)
  const decline = () => declineConsent(slug, { raterId }).then(onDone)
  if (visit) return <DocumentGate {...props} before={<VisitTerms visit={visit} />} onDecline={decline} />
  return (
    <main className="mx-auto w-full max-w-[720px] px-4 pt-10 pb-16 desk:pt-14">
      {isError ? <NotLoaded onRetry={refetch} /> : <WaitingText />}
    </main>
  )
}
