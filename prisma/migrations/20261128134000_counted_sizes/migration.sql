CREATE TABLE "size_change" (
    "project_id" INTEGER NOT NULL,
    "transaction_id" BIGINT NOT NULL,
    "image_count" INTEGER NOT NULL DEFAULT 0,
    "candidate_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "size_change_pkey" PRIMARY KEY ("project_id","transaction_id")
);

CREATE TABLE "untimed_votes" (
    "project_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "no_count" INTEGER NOT NULL DEFAULT 0,
    "maybe_count" INTEGER NOT NULL DEFAULT 0,
    "yes_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "untimed_votes_pkey" PRIMARY KEY ("project_id","rater_id")
);

ALTER TABLE "size_change" ADD CONSTRAINT "size_change_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "untimed_votes" ADD CONSTRAINT "untimed_votes_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
