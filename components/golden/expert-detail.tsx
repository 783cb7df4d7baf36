import { CandidateFacts } from '@/components/rating/candidates/candidate-facts'
import { ExternalLink } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import type { GoldenCandidate } from '@/lib/contracts/golden/golden'
import { webAddress } from '@/lib/wording/images/credit'

interface ExpertDetailProps {
  candidate: GoldenCandidate | null
  count: number
  isSaved: boolean
}

const hostOf = (address: string) => new URL(address).hostname.replace(/^www\./, '')

export function ExpertDetail({ candidate, count, isSaved }: ExpertDetailProps) {
  return (
    <section
      aria-label="About the selected candidate"
      className="h-[var(--detail)] shrink-0 overflow-y-auto border-line border-t px-5 py-3 max-desk:hidden"
    >
      {candidate ? (
        <>
          <CandidateFacts candidate={candidate} />
          <p className="mt-1 flex flex-wrap gap-x-3 text-small">
            {candidate.links.map((link) => {
              const address = webAddress(link)
              return (
                address && (
                  <a
                    key={link}
                    href={address}
                    target="_blank"
                    rel="noreferrer"
                    className="inline-flex items-center gap-1 rounded-[4px] font-medium text-accent hover:underline"
                  >
                    {hostOf(address)}
                    <ExternalLink aria-hidden size={12} />
                  </a>
                )
              )
            })}
          </p>
        </>
      ) : (
        <p className="text-[13px] text-second">
          {count === 0 ? 'There is nothing to answer.' : `All ${count} answered.`} Press <Kbd isRead>Enter</Kbd> to{' '}
          {isSaved ? 'continue' : 'submit'}, <Kbd isRead>a</Kbd> to add a missing class.
        </p>
      )}
    </section>
  )
}
