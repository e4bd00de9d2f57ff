"""Surveys of residents as form tools export them: answers of respondents, or summary tables."""

from hyte.sources.surveys.reader import SurveysReading, read_surveys

__all__ = ["SurveysReading", "read_surveys"]
