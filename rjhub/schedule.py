"""Every recurring job on one page. Each is a few lines: it calls one room, and may run twice without harm."""

from django.conf import settings
from django.core.management import call_command
from procrastinate import JobContext
from procrastinate.contrib.django import app

from rjhub.asking.actions import elsewhere
from rjhub.cases import reminding
from rjhub.cases.actions import chasing
from rjhub.feedback.actions import reminding as surveys
from rjhub.kernel import clock
from rjhub.letters.actions import settling
from rjhub.matching.actions import nightly
from rjhub.offers.actions import noticing
from rjhub.people.actions import keying
from rjhub.reading.actions import watching
from rjhub.referrals.actions.drafting import clear_expired_drafts
from rjhub.referrals.actions.importing import clear_expired_imports
from rjhub.reporting.actions import taking_up
from rjhub.sharing.actions import agreeing, receipts

SECONDS_WITHOUT_A_SIGN = 30


@app.periodic(cron="* * * * *")
@app.task(name="keep_register", queueing_lock="keep_register")
def keep_register(timestamp: int) -> None:
    """Each minute: look whether the database was restored, and write what is new in the register of noes."""
    del timestamp
    noticing.keep_everywhere()


@app.periodic(cron="*/10 * * * *")
@app.task(name="stop_what_is_late", queueing_lock="stop_what_is_late")
def stop_what_is_late(timestamp: int) -> None:
    """Every ten minutes: have what was to be sent by now not sent any more."""
    del timestamp
    settling.stop_what_is_late(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="remind_people", queueing_lock="remind_people")
def remind_people(timestamp: int) -> None:
    """Every ten minutes: remind whoever was asked how it was and has not answered, at the hour that is safe."""
    del timestamp
    surveys.remind_everybody(at=clock.now())


@app.periodic(cron="30 6 * * 1-5")
@app.task(name="chase_answers", queueing_lock="chase_answers")
def chase_answers(timestamp: int) -> None:
    """Each working morning: remind agencies of what they were asked, then tell their leads, then the hub."""
    del timestamp
    chasing.chase_everybody(today=clock.today(), at=clock.now())


@app.periodic(cron="0 7 * * 1-5")
@app.task(name="remind_of_tasks", queueing_lock="remind_of_tasks")
def remind_of_tasks(timestamp: int) -> None:
    """Each working morning: tell whoever has something to do by today to look. The message says nothing else."""
    del timestamp
    reminding.remind_everybody(today=clock.today())


@app.periodic(cron="* * * * * */30")
@app.task(name="seal_the_log", queueing_lock="seal_the_log")
def seal_the_log(timestamp: int) -> None:
    """Each half minute: seal what was done and read since the last time."""
    del timestamp
    receipts.seal_everything()


@app.periodic(cron="7 * * * *")
@app.task(name="put_receipts_in_folder", queueing_lock="put_receipts_in_folder")
def put_receipts_in_folder(timestamp: int) -> None:
    """Each hour, where a folder is named for it: put each agency's newest receipt there."""
    del timestamp
    if settings.RECEIPTS_FOLDER is not None:
        receipts.put_in_folder(settings.RECEIPTS_FOLDER)


@app.periodic(cron="0 8 1 * *")
@app.task(name="mail_receipts", queueing_lock="mail_receipts")
def mail_receipts(timestamp: int) -> None:
    """On the first of each month: mail each agency its receipt."""
    del timestamp
    receipts.mail_everybody()


@app.periodic(cron="5 0 * * *")
@app.task(name="lapse_clauses", queueing_lock="lapse_clauses")
def lapse_clauses(timestamp: int) -> None:
    """Each night: take away what clauses of an agreement allow for a number of months that has passed."""
    del timestamp
    agreeing.lapse_everywhere()


@app.periodic(cron="41 * * * *")
@app.task(name="watch_reading", queueing_lock="watch_reading")
def watch_reading(timestamp: int) -> None:
    """Each hour: take up what was read since the last time, and point out what is unusual to information officers."""
    del timestamp
    watching.watch_everywhere()


@app.periodic(cron="11 * * * *")
@app.task(name="take_up_figures", queueing_lock="take_up_figures")
def take_up_figures(timestamp: int) -> None:
    """Each hour: count every figure from the rows, so that pages of figures need not."""
    del timestamp
    taking_up.take_up_everywhere()


@app.periodic(cron="25 0 * * *")
@app.task(name="count_exposure", queueing_lock="count_exposure")
def count_exposure(timestamp: int) -> None:
    """Each night, after what lapsed is gone: count how many people's records everybody could read."""
    del timestamp
    watching.count_exposure()


@app.periodic(cron="45 1 * * *")
@app.task(name="make_missing_keys", queueing_lock="make_missing_keys")
def make_missing_keys(timestamp: int) -> None:
    """Each night, before records are compared: make the keys of those that were stored before there were some."""
    del timestamp
    keying.make_missing_everywhere()


@app.periodic(cron="15 2 * * *")
@app.task(name="check_changed_records", queueing_lock="check_changed_records")
def check_changed_records(timestamp: int) -> None:
    """Each night: compare records that are new or changed with all others, for coordinators to decide."""
    del timestamp
    nightly.check_everywhere(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="encode_registers", queueing_lock="encode_registers")
def encode_registers(timestamp: int) -> None:
    """Every ten minutes: encode who is new or changed, so that other partnerships can ask about them."""
    del timestamp
    elsewhere.encode_everywhere()


@app.periodic(cron="17 * * * *")
@app.task(name="clear_what_expired", queueing_lock="clear_what_expired")
def clear_what_expired(timestamp: int) -> None:
    """Each hour: forget drafts and sessions that are over."""
    del timestamp
    clear_expired_drafts(at=clock.now())
    clear_expired_imports(at=clock.now())
    call_command("clearsessions")


@app.periodic(cron="* * * * *")
@app.task(name="retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Each minute: begin again what a worker left when it died; the queue does not do so by itself."""
    del context, timestamp
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SECONDS_WITHOUT_A_SIGN)
    for job in stalled:
        await app.job_manager.retry_job(job)
