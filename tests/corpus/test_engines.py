"""The engines of clusters give the bytes of a local build: Ray on this machine; Slurm as far as its script goes.

Slurm is not here: ``sbatch`` is a stand-in that runs the tasks of the script it is given, one after the other,
with bash and the variables that Slurm sets; ``squeue`` says what a test wants it to say.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from corpus.reports import write_reports

from align.corpus.cluster import SlurmSettings, read_slurm_settings
from align.errors import ConfigError

BUILD = [Path(sys.executable).with_name("align"), "corpus", "build"]
TABLE = '[corpus.slurm]\npartition = "cpu"\ntime = "01:00:00"\npoll_seconds = 0.2\n'
SBATCH = """#!/bin/bash
for script; do :; done
cp "$script" "$STATE/script"; echo "$@" >> "$STATE/submitted"
last=$(sed -n 's/^#SBATCH --array=0-\\([0-9]*\\).*/\\1/p' "$script")
for task in $(seq 0 "$last"); do
  if [ -e "$STATE/skip" ] && [ "$task" = 1 ]; then continue; fi
  if [ -e "$STATE/break" ] && [ "$task" = 1 ]; then rm "$STATE"/../corpus/.align-work/entries/00001.jsonl; fi
  (cd / && SLURM_ARRAY_TASK_ID=$task SLURM_NODELIST=n1 SLURM_JOB_ID=17 RUN_OFFSET=0 bash "$script") \\
    >> "$STATE/log" 2>&1
done
echo "Submitted batch job 17"
"""
SQUEUE = '#!/bin/bash\necho asked >> "$STATE/asked"\nif [ -e "$STATE/queued" ]; then echo 17_1; fi\n'


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    return write_reports(tmp_path_factory.mktemp("engines") / "reports")


@pytest.fixture(scope="module")
def local(reports):
    """The corpus that this machine's processes make: name -> bytes."""
    build(reports, "-o", reports.parent / "local")
    return read_all(reports.parent / "local")


@pytest.fixture
def slurm(tmp_path):
    """Settings, and an environment whose PATH has the stand-ins; their state is in the folder "state"."""
    for name, text in (("sbatch", SBATCH), ("squeue", SQUEUE), ("scontrol", "#!/bin/bash\necho n1\n")):
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
    (tmp_path / "state").mkdir()
    (tmp_path / "c.toml").write_text(TABLE)
    env = {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "STATE": str(tmp_path / "state")}
    return ["-o", tmp_path / "corpus", "--engine", "slurm", "--config", tmp_path / "c.toml"], env


def build(*arguments, code=8, env=None, cwd=None):
    command = [*BUILD, *map(str, arguments), "--quiet"]
    environment = {**os.environ, **(env or {})}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=cwd, timeout=300)
    assert done.returncode == code, done.stderr
    return done.stderr


def read_all(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted in /proc")
def test_what_workers_inherit_holds_no_thread_and_no_encoder():
    ask = "import os, sys; from align.corpus.ready import load_shared; load_shared(); "
    ask += "print(len(os.listdir('/proc/self/task')), 'datasketch' in sys.modules, 'onnxruntime' in sys.modules)"
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, env=env, timeout=120)
    assert (done.stdout, done.stderr) == ("1 True False\n", "")


@pytest.mark.slow
def test_ray_with_two_workers_gives_the_same_bytes(reports, local, tmp_path):
    pytest.importorskip("ray")
    said = build(reports, "-o", "corpus", "--engine", "ray", "--workers", 2, cwd=tmp_path)
    assert read_all(tmp_path / "corpus") == local
    assert said.count("\n") == 1  # of the document that cannot be read; nothing of Ray's


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the tasks are run by bash")
def test_the_script_that_slurm_gets_makes_the_same_bytes(reports, local, slurm, tmp_path):
    options, env = slurm
    build("reports", *options, "--workers", 2, env=env, cwd=reports.parent)
    assert read_all(tmp_path / "corpus") == local
    script = (tmp_path / "state" / "script").read_text()
    assert "#SBATCH --partition=cpu\n" in script and "#SBATCH --array=0-1%2\n" in script
    assert len((tmp_path / "state" / "submitted").read_text().splitlines()) == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the tasks are run by bash")
def test_shards_that_slurm_did_not_do_are_told_and_done_the_next_time(reports, local, slurm, tmp_path):
    options, env = slurm
    (tmp_path / "state" / "skip").touch()
    said = build(reports, *options, env=env, code=3)
    assert said.startswith("align: 1 of 2 shards were not done: ") and said.count("\n") == 1
    (tmp_path / "state" / "skip").unlink()
    (tmp_path / "state" / "log").unlink()
    build(reports, *options, env=env)
    assert read_all(tmp_path / "corpus") == local
    assert "#SBATCH --array=0-0%1\n" in (tmp_path / "state" / "script").read_text()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the tasks are run by bash")
def test_what_stopped_a_shard_elsewhere_is_told_here(reports, slurm, tmp_path):
    options, env = slurm
    (tmp_path / "state" / "break").touch()
    said = build(reports, *options, env=env, code=3)
    assert re.match(r"align: 1 of 2 shards were not done: shard 00001: \S+ is not there\. ", said)


@pytest.mark.skipif(sys.platform == "win32", reason="the tasks are run by bash")
def test_jobs_of_an_earlier_run_are_waited_for(reports, slurm, tmp_path):
    options, env = slurm
    (tmp_path / "state" / "queued").touch()
    command = [*BUILD, str(reports), *map(str, options), "--quiet", "--limit", "1"]
    run = subprocess.Popen(command, env={**os.environ, **env}, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    asked = tmp_path / "state" / "asked"
    while not asked.exists() or asked.read_text().count("\n") < 3:
        assert run.poll() is None and time.monotonic() < until
        time.sleep(0.05)
    assert run.poll() is None and not (tmp_path / "state" / "submitted").exists()
    (tmp_path / "state" / "queued").unlink()
    assert "1 of 1 shards were not done" in run.communicate(timeout=60)[1]  # that queue was not this build's


def test_slurm_is_not_here(reports, tmp_path):
    (tmp_path / "c.toml").write_text(TABLE)
    arguments = [reports, "-o", tmp_path / "corpus", "--engine", "slurm"]
    said = build(*arguments, "--config", tmp_path / "c.toml", code=3, env={"PATH": str(tmp_path)})
    assert said.startswith("align: Slurm's commands are not here: ")
    assert "--engine slurm needs a partition" in build(*arguments, code=6)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('partition = "cpu"', "time is missing"),
        ('partition = "cpu"\ntime = 60', "time cannot be 60"),
        ('partition = ""\ntime = "1:00"', "partition is empty"),
        ('partition = "cpu"\ntime = "1:00"\nmem = 3', "mem"),
        ('partition = "cpu"\ntime = "1:00"\ncpus_per_task = 0', "cpus_per_task must be 1 or more"),
        ('partition = "cpu"\ntime = "1:00"\npoll_seconds = true', "poll_seconds cannot be True"),
    ],
)
def test_a_table_that_does_not_fit(tmp_path, text, said):
    (tmp_path / "c.toml").write_text(f"[corpus.slurm]\n{text}\n")
    with pytest.raises(ConfigError, match=said):
        read_slurm_settings(tmp_path / "c.toml")


def test_a_table_with_all_that_there_is(tmp_path):
    (tmp_path / "c.toml").write_text(TABLE + 'sbatch_args = { account = "news" }\nqos = "low"\n')
    assert read_slurm_settings(tmp_path / "c.toml") == SlurmSettings(
        "cpu", "01:00:00", qos="low", sbatch_args={"account": "news"}, poll_seconds=0.2
    )
    assert read_slurm_settings(None) is None
