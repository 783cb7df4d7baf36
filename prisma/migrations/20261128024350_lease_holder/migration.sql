CREATE TABLE "lease_holder" (
    "project_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "holder" INTEGER NOT NULL,
    "held" INTEGER[],
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lease_holder_pkey" PRIMARY KEY ("project_id","rater_id","holder")
);

ALTER TABLE "lease_holder" ADD CONSTRAINT "lease_holder_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
