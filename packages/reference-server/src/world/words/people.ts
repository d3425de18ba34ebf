import type { Language } from './language.ts';

interface PeopleNames {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

const split = (first: string, last: string): PeopleNames => ({
  first: first.split(' '),
  last: last.split(' '),
});

/** Common first and last names. */
export const peopleNames: Readonly<Record<Language, PeopleNames>> = {
  en: split(
    'Alice Amelia Ben Caleb Chloe Claire Daniel Dylan Eleanor Ethan Fiona Grace Hannah Henry Isla Jack Jasmine Joel Kate Laura Leo Lucy Marcus Maya Megan Nathan Nora Oliver Owen Paige Rachel Rosie Samuel Sarah Simon Sophie Theo Victoria Wendy Zoe',
    'Abbott Barker Bennett Brooks Calloway Carver Chandler Dalton Draper Ellison Fairchild Farley Garner Griffin Hale Harmon Hollis Holt Ingram Jarvis Keller Kendrick Lambert Langley Marlow Mercer Nash Osborne Parrish Pruitt Quinn Radley Reeves Sawyer Sheldon Tate Thorne Vance Walton Whitaker',
  ),
  de: split(
    'Anna Andreas Birgit Bernd Clara Dieter Elke Emil Eva Felix Frieda Georg Greta Hanna Heike Ines Jana Jens Jonas Jutta Karin Klaus Lena Lukas Marie Markus Mia Moritz Nina Olaf Paula Petra Ralf Sabine Stefan Tim Ute Uwe Vera Wolfgang',
    'Albrecht Bachmann Baumann Brandt Dietrich Engel Fischer Franke Graf Haas Hartmann Heinrich Hoffmann Jansen Keller Kessler Krause Kuhn Lehmann Lorenz Ludwig Maurer Neumann Otto Peters Pohl Richter Roth Sauer Schenk Schubert Seidel Simon Sommer Stein Vogt Voss Weiss Winkler Ziegler',
  ),
  fr: split(
    'Adele Alain Antoine Aurelie Basile Camille Cecile Chloe Claude Damien Denis Elise Emile Fabien Florence Gilles Helene Hugo Ines Jeanne Jules Julie Laurent Lea Louis Luc Manon Marc Margot Mathieu Nadine Olivier Pascal Pauline Remi Sabine Simon Sylvie Thibault Yves',
    'Arnaud Aubert Barbier Baron Benoit Blanchard Boyer Brun Caron Chevalier Colin Dumas Dupuis Fabre Faure Fontaine Gaillard Garnier Gauthier Giraud Guerin Huet Lacroix Leclerc Lemoine Marchand Masson Mercier Meunier Moulin Noel Perrin Picard Renaud Riviere Roche Rousseau Roy Vidal Vincent',
  ),
  es: split(
    'Adriana Alba Alvaro Andrea Blanca Bruno Carla Carmen Clara Cristina Daniel Diego Elena Emilio Esteban Felipe Gabriela Hugo Ignacio Irene Javier Julia Laura Lucia Manuel Marcos Marta Mateo Natalia Nicolas Olga Pablo Paula Raquel Rosa Santiago Sara Sergio Silvia Tomas',
    'Aguilar Alonso Benitez Blanco Bravo Cabrera Campos Cano Castillo Cortes Cruz Delgado Duran Flores Fuentes Gallego Herrera Ibarra Iglesias Lara Leon Lozano Marin Medina Mendez Molina Mora Navarro Nunez Ortega Pascual Pena Prieto Ramos Rivas Rojas Santos Soler Vega Vidal',
  ),
  it: split(
    'Alessia Andrea Anna Arianna Bruno Carlo Chiara Dario Davide Elena Elisa Enrico Fabio Federica Franco Giada Giorgio Giulia Ilaria Laura Lorenzo Luca Lucia Marco Maria Matteo Michela Nicola Noemi Paolo Pietro Renata Roberto Sara Silvia Simone Sofia Stefano Teresa Valeria',
    'Amato Barbieri Bassi Bellini Bernardi Bianco Bruno Caruso Conte Costa Damico Ferri Fontana Galli Gatti Gentile Grasso Greco Lombardo Longo Mancini Marchetti Mariani Martini Mazza Monti Moretti Negri Neri Orlando Palumbo Parisi Pellegrini Rinaldi Riva Sala Serra Testa Valenti Villa',
  ),
  pt: split(
    'Afonso Ana Andre Beatriz Bruno Carla Carolina Catarina Daniel Diana Diogo Duarte Eduardo Elisa Fabio Filipa Goncalo Helena Ines Joana Joaquim Jorge Leonor Luisa Manuel Marco Margarida Maria Marta Miguel Nuno Patricia Paulo Pedro Raquel Rita Rui Sara Sofia Vasco',
    'Almeida Alves Amaral Andrade Azevedo Barbosa Barros Borges Branco Brito Campos Cardoso Carvalho Coelho Correia Cunha Dias Esteves Faria Fonseca Freitas Gaspar Guerreiro Lopes Macedo Machado Marques Matos Melo Monteiro Moreira Neves Nogueira Pinto Ramos Rocha Sousa Tavares Teixeira Vieira',
  ),
  nl: split(
    'Anke Anouk Bart Bram Carla Daan Dirk Eline Els Erik Femke Floor Gijs Hanneke Hugo Ilse Iris Jan Jasper Joost Karin Kees Lars Lisa Lotte Maarten Marieke Mees Niels Noor Pieter Roos Ruben Sander Sanne Sem Thijs Tess Wouter Yara',
    'Aalders Bakker Beekman Blom Boer Bosch Brouwer Dekker Dijkstra Evers Geerts Gerritsen Hendriks Hoekstra Hofman Jacobs Jonker Kok Koster Kramer Kuipers Lammers Maas Meijer Molenaar Mulder Peeters Postma Prins Rietveld Schipper Schouten Smeets Timmer Veenstra Verbeek Vermeer Visser Vos Willems',
  ),
  nordic: split(
    'Aino Anders Anna Astrid Bjorn Elin Elsa Emil Erik Eva Freja Frida Gunnar Hanna Helga Henrik Ida Ingrid Jakob Jens Johan Kari Karin Katrin Lars Leif Lena Linnea Magnus Maja Maria Mikkel Nils Olav Pia Signe Sigrid Solveig Sven Tuva',
    'Aalto Ahlgren Andersen Berg Bergstrom Bjork Dahl Eklund Ek Enger Falk Forsberg Gran Gustafsson Haugen Hedlund Holm Holmberg Jonsson Karlsen Koskinen Lind Lindholm Lund Magnusson Moen Nilsen Norberg Nyman Olsen Palm Rasmussen Sand Sandberg Solberg Strand Sund Vik Virtanen Wallin',
  ),
};
