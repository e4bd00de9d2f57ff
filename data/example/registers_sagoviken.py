"""The registers that the invented bilingual municipality keeps, in Swedish."""

from __future__ import annotations

from example.registers_keksila import Row

CONCERNS_AND_JOYS: tuple[Row, ...] = (
    {
        "text": "Kontakten mellan de svensk- och finskspråkiga eleverna är svag.",
        "kind": "concern",
        "origin": "Välfärdsgruppen",
        "date": "2024-05-15",
        "themes": "participation;education",
        "groups": "children;young",
        "sector": "education",
        "rests_on": "group_views",
        "justified": "no_data",
    },
    {
        "text": "Ångest är vanligare bland högstadieelever än tidigare.",
        "kind": "concern",
        "origin": "Välfärdsgruppen",
        "date": "2024-05-15",
        "themes": "mental_health",
        "groups": "young",
        "sector": "education",
        "rests_on": "existing_data",
        "indicators": "anxiety_grades_8_9",
        "justified": "partly",
    },
    {
        "text": "Byaskolornas föräldraföreningar ordnar klubbar varje vecka.",
        "kind": "joy",
        "origin": "Välfärdsgruppen",
        "date": "2024-05-15",
        "themes": "participation",
        "groups": "children;families",
        "sector": "organisations",
        "rests_on": "group_views",
    },
)

DEEDS_AND_BRAKES: tuple[Row, ...] = (
    {
        "text": "Bokbussen kör till skärgården varannan vecka.",
        "kind": "deed",
        "sector": "culture",
        "actor": "Biblioteket",
        "date": "2024-09",
        "themes": "services",
        "groups": "everyone",
        "participants": "310",
        "can_be_copied": "yes",
    },
    {
        "text": "Det saknas svenskspråkiga handledare till ungdomsgården.",
        "kind": "brake",
        "sector": "youth",
        "themes": "participation",
        "groups": "young",
    },
)

PLAN: tuple[Row, ...] = (
    {
        "goal": "Unga mår bra",
        "measure": "Gemensamma temadagar för de svenska och finska skolorna",
        "responsible": "Bildningsdirektören",
        "sector": "education",
        "schedule": "Läsåret 2024–2025",
        "due": "2025-05",
        "resources_euros": "4500",
        "indicators": "anxiety_grades_8_9",
        "baseline": "16.9",
        "baseline_year": "2023",
        "target": "15",
        "target_year": "2027",
        "state": "under_way",
        "since": "2024",
        "themes": "mental_health;participation",
        "groups": "young",
    },
    {
        "goal": "Äldre bor tryggt hemma",
        "measure": "Balansgrupper på svenska och finska",
        "responsible": "Idrottssekreteraren",
        "sector": "sports",
        "schedule": "Hösten 2024",
        "due": "2024-12",
        "resources_euros": "2800",
        "resources_person_years": "0.1",
        "indicators": "falls_65_over",
        "baseline": "179.9",
        "baseline_year": "2022",
        "target": "170",
        "target_year": "2025",
        "state": "done",
        "outcome": "Fyra grupper med sammanlagt 52 deltagare.",
        "since": "2023",
        "themes": "physical_activity;safety",
        "groups": "older",
    },
    {
        "goal": "Äldre bor tryggt hemma",
        "measure": "Hemservice på beställning i skärgården",
        "responsible": "Kommundirektören",
        "schedule": "2025",
        "due": "2025-12",
        "indicators": "living_at_home_75_over",
        "baseline": "91.9",
        "baseline_year": "2024",
        "state": "not_begun",
        "since": "2024",
        "themes": "services",
        "groups": "older",
    },
)

BODIES: tuple[Row, ...] = (
    {
        "name": "Styrgruppen för välfärdsarbetet",
        "kind": "steering_group",
        "task": "Leder välfärdsarbetet och föreslår tyngdpunkter för kommunstyrelsen.",
        "reports_to": "Kommunstyrelsen",
        "chair": "Kommundirektören",
        "members_by_role": "kommundirektör; bildningsdirektör; teknisk chef; välfärdskoordinator",
        "sectors": "administration;education;technical",
        "meetings_per_year": "2",
        "months": "05;11",
    },
    {
        "name": "Välfärdsgruppen",
        "kind": "working_group",
        "task": "Sammanställer välfärdsdata och bereder årsrapporten.",
        "reports_to": "Styrgruppen för välfärdsarbetet",
        "chair": "Välfärdskoordinatorn",
        "members_by_role": "välfärdskoordinator; rektorer; idrottssekreterare; bibliotekschef",
        "sectors": "education;sports;culture",
        "meetings_per_year": "3",
    },
)

SURVEYS: tuple[Row, ...] = (
    {
        "file": "invanarenkat_2024.csv",
        "title": "Invånarenkät om vardagen i Sagoviken",
        "design": "open",
        "channel": "survey",
        "population": "6300",
        "opened": "2024-10-01",
        "closed": "2024-10-20",
        "groups": "everyone",
        "asked": "Vad som oroar och gläder i vardagen.",
    },
)
