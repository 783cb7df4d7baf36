ALTER TABLE "invite" ADD COLUMN     "created_by" UUID
  CONSTRAINT "invite_created_by_fkey" REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Invites that a server of the previous version creates after this have no creator.
UPDATE "invite" i SET "created_by" = u."id"
FROM "audit_event" e JOIN "app_user" u ON u."id" = e."user_id"
WHERE e."project_id" = i."project_id" AND e."action" = 'invite.create' AND e."details" ->> 'inviteId' = i."id"::text
  AND e."created_at" BETWEEN i."created_at" - interval '1 minute' AND i."created_at" + interval '1 minute';
