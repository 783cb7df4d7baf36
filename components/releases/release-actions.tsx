'use client'

import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { CopyButton } from '@/components/kit/copy-button'
import { ReasonDialogButton } from '@/components/kit/dialog-form'
import { Section } from '@/components/kit/section'
import { setReleasePublic, withdrawRelease } from '@/lib/client/releases'
import { dayOf } from '@/lib/wording/date'

interface Props {
  slug: string
  version: string
  address: string
  /** Null while the release is private. */
  since: string | null
  isCited: boolean
}

/** Makes a release public or private again, after saying what everyone can then read. */
export function PublicPageSection({ slug, version, address, since, isCited }: Props) {
  const name = `release ${version}`
  return (
    <Section
      title="Public page"
      note={
        since === null
          ? 'Only admins of this project can open and download this release.'
          : `Public since ${dayOf(new Date(since), 'en')}: anyone can open and download this release without an account.`
      }
      action={
        since === null ? (
          <ConfirmedAction
            key="public"
            name={name}
            word="Make public"
            confirm="Make public"
            description="Anyone can then open this release at its public address and download it without an account, and search engines may list it."
            details={<WhatBecomesPublic />}
            act={() => setReleasePublic(slug, version, { isPublic: true })}
          />
        ) : (
          <ConfirmedAction
            key="private"
            name={name}
            word="Make private"
            confirm="Make private"
            isDangerous
            description="The public page and its downloads then return “not found”, including for readers who follow a citation. Copies that others have downloaded stay with them, and caches may serve files for another five minutes."
            act={() => setReleasePublic(slug, version, { isPublic: false })}
          />
        )
      }
    >
      {since !== null && (
        <div className="flex flex-wrap items-center gap-2 rounded-card border bg-card px-4 py-3 text-[13px]">
          <a href={address} className="min-w-0 flex-1 basis-56 break-all text-accent underline underline-offset-2">
            {address}
          </a>
          <CopyButton size="small" className="min-w-[128px]" text={address}>
            Copy address
          </CopyButton>
          {!isCited && (
            <p className="basis-full text-second">
              Citations leave this address out: NEXTAUTH_URL is not set to an address that readers elsewhere can open.
            </p>
          )}
        </div>
      )}
    </Section>
  )
}

const visible = [
  'The release page: figures, citation, notes, data card and checksums.',
  'Every vote, with the number of its rater; experts’ golden answers; each rater’s kind, number of votes, results in the qualification test, and skill according to the run.',
  'Labels, scores and candidates, and the file names, credits and licenses of images.',
  'Texts shown to raters (guidelines, consent, privacy), in every version; names of models, batches and experiments.',
  'Decisions about images, labels and class pairs: who by number, when, and the reasons and notes that admins wrote.',
  'Files generated for this release, now or later.',
]

const WhatBecomesPublic = () => (
  <div className="flex flex-col gap-3 text-[13px]">
    <div>
      <h3 className="mb-1 font-medium">Becomes public</h3>
      <ul className="flex list-disc flex-col gap-1 ps-5">
        {visible.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
    <div>
      <h3 className="mb-1 font-medium">Stays private</h3>
      <p>
        Image files, accounts, names, e-mail addresses, ids from panels, and the time of each vote and golden answer.
      </p>
    </div>
    <p className="text-second">
      Raters can read it too, so golden answers in it can no longer serve as gold questions. You can make the release
      private again at any time.
    </p>
  </div>
)

/** Marks a release as withdrawn. Asks for a reason, because this is irreversible. */
export function WithdrawButton({ slug, version }: { slug: string; version: string }) {
  return (
    <ReasonDialogButton
      label="Withdraw"
      title={`Withdraw release ${version}`}
      description="It stays available with all its files, marked as withdrawn, with your reason. You cannot undo this."
      action="Withdraw release"
      hint="For users of the release: what is wrong, and what to use instead."
      act={(reason) => withdrawRelease(slug, version, { reason })}
    />
  )
}
